"""Invents words and sentences that look like a language without being one.

A page turned upside down is recognised by statistics: more strokes rise above the x-height than fall below it,
sentences begin with capitals, full stops sit on the baseline, final letters of Hebrew descend.  So the letters must
come in about the right proportions, while the words themselves mean nothing: no text is taken from anywhere.
"""

from __future__ import annotations

import random

# Onset, nucleus and coda of a syllable for a few flavours of Latin orthography; repeated entries are likelier.
_LATIN = {
    "plain": (
        "t t t h th th th s s w f b b d d m n n l r r c c p p g k v y st tr pr pl br cl gr fl wh sh ch qu j z sp".split() + [""] * 14,
        "e e e e e e a a a a i i i o o o u ea ou ai ee y io ie oo".split(),
        "n n n r r s s t t d d l ng ll st nd nt ck ss gh th m p y f w b x k".split() + [""] * 22,
    ),
    "german": (
        "d d d g g s s sch st w h h b k l m n r f v z t p pf tr gl kr br schl qu j".split() + [""] * 8,
        "e e e e e i i a a u o ei ie au ä ö ü eu".split(),
        "n n n r r ch ch t t s s nd ng st ß l m rt cht ck tz f g".split() + [""] * 10,
    ),
    "romance": (
        "d d l l l s s p p c c qu m n r t t v f g b pr tr br ch gn j bl z h".split() + [""] * 10,
        "e e e e a a a a o o o i i u é è à ê ó í ou ai eau oi io ia ue".split(),
        "s s s n n r r l t nt x m d".split() + [""] * 30,
    ),
    "slavic": (
        "p p k s s z t d m n n w v r l b g j c cz sz š č ž ř ł h pr st kr př".split() + [""] * 6,
        "a a a e e e i i o o o u y ě á í ý ą ę ó é".split(),
        "t t n l m c ch j k s z w v ć ń ł".split() + [""] * 22,
    ),
    "nordic": (
        "d d s s h h f f m v l r k k t b g n j st sk tr gr fr sv kj".split() + [""] * 8,
        "e e e e a a a i i o u å ä ö ø æ y".split(),
        "n n r r t t d g l s m nd ng tt ll kk sk".split() + [""] * 16,
    ),
    "viet": (
        "t th tr n nh ng h l m c kh ph v đ đ b ch s x g gi r qu".split(),
        "a à á ả ã ạ ă ắ ặ â ầ ấ ậ e ê ế ề ệ i í ì o ó ọ ô ố ộ ơ ớ ợ u ư ứ ự ươ iê uố".split(),
        "n n ng ng nh t c m p i o u".split() + [""] * 10,
    ),
}
_CYRILLIC = (
    "п в н т с к р л д м б г з ж ч ш х ф ц пр ст тр кр вс й щ".split() + [""] * 6,
    "о о о а а е е е и и у ы я ю ь э ё і ї".split(),
    "н т с л р м й в к х ть сь д ж".split() + [""] * 16,
)
_GREEK = (
    "τ τ κ σ π π ν μ λ ρ δ γ θ φ χ β ζ ξ ψ στ πρ τρ μπ ντ".split() + [""] * 8,
    "α α α ο ο ε ε η ι ι υ ω ου αι ει ά έ ή ί ό ύ ώ".split(),
    "ς ς ν ν ρ λ σ".split() + [""] * 14,
)

_HEBREW = "י י י י ו ו ו ו ה ה ה ל ל ל א א ר ר ת ת ב ב ש ש מ מ נ נ ד כ ע ח ק פ ט ס ג צ ז"
_HEBREW_FINAL = {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"}
_HEBREW_POINTS = "ְ ַ ָ ִ ֵ ֶ ֹ ּ ֻ".split(" ")
_ARABIC = "ا ا ا ا ا ل ل ل ل ي ي ي م م م و و و ن ن ن ر ر ت ت ب ب ع ع د د س ف ه ك ق ح ج ش ص خ ط ذ ض غ ز ث ظ ى ة أ إ ئ ء"
_PERSIAN_EXTRA = "پ چ ژ گ ک ی"
_ARABIC_MARKS = "َ ِ ُ ّ ْ ً".split(" ")
_DEVA_CONSONANTS = "क क क र र र न न न स स स त त त म म ह ह ल ल प प य य व व द द ग ज ब च ट ड ख थ ध भ श ष घ झ ठ ढ ण छ फ"
_DEVA_VOWELS = "ा ा ा ा े े े ि ि ी ी ो ो ु ू ै ौ ं".split(" ")
_HIRAGANA = "のにはをたがでてとしれさいるなあこもすらりくきうおかまだよせえわけつそちどめ"
_KATAKANA = "アイウエオカキクケコサシスタチツテトナニノハフマミムメモラリルレロンジドバプグー"


def _charset(codec: str, rows: range) -> str:
    """The characters of some rows of a national standard: the standards put the frequent ones first."""
    out = []
    for row in rows:
        for cell in range(0xA1, 0xFF):
            try:
                out.append(bytes([row, cell]).decode(codec))
            except UnicodeDecodeError:
                pass
    return "".join(out)


_HAN = _charset("gb2312", range(0xB0, 0xD8))
_HAN_TRADITIONAL = "".join(
    bytes([r, c]).decode("big5", "ignore") for r in range(0xA4, 0xC6) for c in range(0x40, 0x7F))
_KANJI = _charset("euc_jp", range(0xB0, 0xD0))
_HANGUL = _charset("euc_kr", range(0xB0, 0xC9))

#: How often a page uses each script.
SCRIPTS = {
    "latin": 0.48, "cyrillic": 0.07, "greek": 0.05, "hebrew": 0.1, "arabic": 0.1, "devanagari": 0.08,
    "chinese": 0.05, "japanese": 0.035, "korean": 0.035,
}
RIGHT_TO_LEFT = {"hebrew", "arabic"}
#: Scripts whose letters join or stack: they need HarfBuzz shaping (slower than placing letter after letter).
SHAPED = {"hebrew", "arabic", "devanagari"}
#: Scripts written without spaces, where a line may break anywhere.
UNSPACED = {"chinese", "japanese"}
_CASELESS = UNSPACED | RIGHT_TO_LEFT | SHAPED | {"korean"}


class Writer:
    """Writes in one script with one vocabulary, so that a page repeats its words as real texts do."""

    def __init__(self, rng: random.Random, script: str):
        self.rng = rng
        self.script = script
        self.rtl = script in RIGHT_TO_LEFT
        self._points = script == "hebrew" and rng.random() < 0.2
        self._marks = script == "arabic" and rng.random() < 0.12
        self._persian = script == "arabic" and rng.random() < 0.25
        self._traditional = script == "chinese" and rng.random() < 0.3
        self._flavour = rng.choice(["plain"] * 8 + ["german", "german", "romance", "romance", "romance", "slavic", "nordic", "viet"])
        self._nouns_capital = script == "latin" and self._flavour == "german"
        self._common = [self._new_word(short=True) for _ in range(24)]
        self._vocabulary = [self._new_word() for _ in range(150)]

    # -- single words ------------------------------------------------------------------------------------------

    def _syllabic(self, tables, low: int, high: int) -> str:
        onset, nucleus, coda = tables
        r = self.rng
        return "".join(r.choice(onset) + r.choice(nucleus) + r.choice(coda) for _ in range(r.randint(low, high)))

    def _indic(self, consonants: str, vowels: list[str], joiner: str | None) -> str:
        r = self.rng
        letters = consonants.split()
        out = ""
        for _ in range(r.choice([1, 1, 2, 2, 2, 3, 3, 4])):
            out += r.choice(letters)
            if joiner and r.random() < 0.12:
                out += joiner + r.choice(letters)
            if r.random() < 0.6:
                out += r.choice(vowels)
        return out

    def _new_word(self, short: bool = False) -> str:
        r = self.rng
        s = self.script
        top = 1 if short else r.choice([1, 2, 2, 3, 3, 4])
        if s == "latin":
            return self._syllabic(_LATIN[self._flavour], 1, 1 if self._flavour == "viet" else top)
        if s == "cyrillic":
            return self._syllabic(_CYRILLIC, 1, top)
        if s == "greek":
            word = self._syllabic(_GREEK, 1, top)
            return "".join("σ" if c == "ς" and i < len(word) - 1 else c for i, c in enumerate(word))
        if s == "hebrew":
            letters = [r.choice(_HEBREW.split()) for _ in range(r.randint(2, 3) if short else r.randint(3, 7))]
            letters[-1] = _HEBREW_FINAL.get(letters[-1], letters[-1])
            if self._points:
                letters = [c + (r.choice(_HEBREW_POINTS) if r.random() < 0.6 else "") for c in letters]
            return "".join(letters)
        if s == "arabic":
            letters = _ARABIC.split() + (_PERSIAN_EXTRA.split() * 2 if self._persian else [])
            word = "".join(r.choice(letters) for _ in range(r.randint(2, 3) if short else r.randint(3, 7)))
            word = word[:-1].translate(str.maketrans("ىةء", "يتع")) + word[-1]
            if not short and r.random() < 0.35:
                word = "ال" + word
            if self._marks:
                word = "".join(c + (r.choice(_ARABIC_MARKS) if r.random() < 0.4 else "") for c in word)
            return word
        if s == "devanagari":
            return self._indic(_DEVA_CONSONANTS, _DEVA_VOWELS, "्")
        if s == "chinese":
            source = _HAN_TRADITIONAL if self._traditional else _HAN
            return "".join(r.choice(source) for _ in range(r.choice([1, 2, 2, 2, 3])))
        if s == "japanese":
            kind = r.random()
            if kind < 0.45:
                return "".join(r.choice(_KANJI) for _ in range(r.choice([1, 2, 2]))) + (r.choice(_HIRAGANA) if r.random() < 0.6 else "")
            return "".join(r.choice(_HIRAGANA if kind < 0.85 else _KATAKANA) for _ in range(r.randint(1, 4)))
        if s == "korean":
            return "".join(r.choice(_HANGUL) for _ in range(r.randint(1, 4)))
        raise ValueError(f"unknown script: {s}")

    def word(self) -> str:
        """One word: short ones come often, and one in twelve is new."""
        x = self.rng.random()
        if x < 0.35:
            return self.rng.choice(self._common)
        if x < 0.92:
            return self.rng.choice(self._vocabulary)
        return self._new_word()

    # -- numbers -----------------------------------------------------------------------------------------------

    def price(self) -> str:
        r = self.rng
        value = f"{r.choice([r.randint(0, 9), r.randint(1, 99), r.randint(100, 9999)])}{r.choice('..,')}{r.randint(0, 99):02d}"
        return r.choice(["", "", "", "$", "€", "£"]) + value if r.random() < 0.8 else value + r.choice([" EUR", " €", " USD"])

    def number(self) -> str:
        r = self.rng
        kind = r.randrange(7)
        if kind == 0:
            return f"{r.randint(1, 28)}.{r.randint(1, 12)}.{r.randint(1950, 2035)}"
        if kind == 1:
            return f"{r.randint(1900, 2035)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"
        if kind == 2:
            return f"{r.randint(0, 23)}:{r.randint(0, 59):02d}"
        if kind == 3:
            return f"{r.randint(1, 100)}%"
        if kind == 4:
            return f"{r.randint(1, 999)},{r.randint(0, 999):03d}"
        return str(r.choice([r.randint(0, 9), r.randint(10, 99), r.randint(100, 9999), r.randint(10000, 9999999)]))

    # -- runs of words -----------------------------------------------------------------------------------------

    def capitalised(self, word: str) -> str:
        return word if self.script in _CASELESS else word[:1].upper() + word[1:]

    def words(self, count: int) -> list[str]:
        """Plain words in a row, now and then a name or a number among them."""
        out = []
        for _ in range(count):
            x = self.rng.random()
            if x < 0.03:
                out.append(self.number())
            elif x < 0.08 or (self._nouns_capital and x < 0.3):
                out.append(self.capitalised(self.word()))
            else:
                out.append(self.word())
        return out

    def sentence(self) -> list[str]:
        """The words of a sentence with its punctuation attached."""
        r = self.rng
        words = self.words(r.randint(4, 18))
        words[0] = self.capitalised(words[0])
        comma, stop = {"chinese": ("，", "。"), "japanese": ("、", "。"), "devanagari": (",", "।"), "arabic": ("،", ".")}.get(self.script, (",", "."))
        for i in range(2, len(words) - 2):
            if r.random() < 0.09:
                words[i] += comma
            elif r.random() < 0.015 and self.script not in UNSPACED:
                words[i] += r.choice([";", ":", " –"])
        end = r.random()
        words[-1] += stop if end < 0.9 or self.script in UNSPACED else ("؟" if self.script == "arabic" else "?") if end < 0.95 else "!"
        if r.random() < 0.06 and self.script not in UNSPACED:
            quotes = ("“", "”") if self.script not in RIGHT_TO_LEFT else ('"', '"')
            words[0] = quotes[0] + words[0]
            words[-1] += quotes[1]
        elif r.random() < 0.06:
            i = r.randrange(1, len(words))
            j = r.randrange(i, len(words))
            words[i] = "(" + words[i]
            if j < len(words) - 1:
                words[j] += ")"
            else:
                words[j] = words[j][:-1] + ")" + words[j][-1]
        return words

    def paragraph(self, sentences: int) -> list[str]:
        return [w for _ in range(sentences) for w in self.sentence()]

    def title(self, count: int) -> str:
        """A heading: as a sentence, as a Title, or IN CAPITALS."""
        r = self.rng
        words = [self.word() for _ in range(count)]
        style = r.random()
        if self.script not in _CASELESS:
            if style < 0.25:
                words = [w.upper() for w in words]
            elif style < 0.6:
                words = [self.capitalised(w) for w in words]
            else:
                words[0] = self.capitalised(words[0])
        if r.random() < 0.12:
            words.insert(r.choice([0, len(words)]), self.number())
        return self.join(words) + (r.choice("?!:") if r.random() < 0.08 else "")

    def join(self, words: list[str]) -> str:
        return ("" if self.script in UNSPACED else " ").join(words)

    def phrase(self, low: int, high: int) -> str:
        """A few words for a cell, a button or a list entry."""
        words = self.words(self.rng.randint(low, high))
        words[0] = self.capitalised(words[0])
        return self.join(words)

    def name(self) -> str:
        return self.join([self.capitalised(self.word()) for _ in range(self.rng.randint(2, 3))])
