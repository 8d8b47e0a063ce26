"""Renders made-up pages: invented words, real typesetting, and the damage that scanners and cameras do.

``words`` invents text, ``fonts`` finds faces, ``canvas`` typesets and keeps the box of everything it draws,
``layouts`` composes pages, ``damage`` ages them.  ``page`` ties them together: ``page.render(seed)`` is a pure
function of its seed (and of the fonts installed).
"""
