package dev.visiontask.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What has a form in JSON. Jackson 2 and 3, and with them web frameworks such as Spring Boot, write the same form by
 * themselves, on its own or within other objects; their annotations are not needed where Jackson is not there.
 */
public interface JsonResult {
    /** As JSON on one line. */
    @JsonValue
    @JsonRawValue
    String toJson();
}
