package dev.serin.dashboard;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.serin.access.FormToken;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** The form of a page as a browser would send it, with the cookie that came along. */
public record SentForm(Map<String, String> fields, Cookie cookie) {

    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");

    public static SentForm of(Response page) {
        Map<String, String> fields = new TreeMap<>();
        Matcher hidden = HIDDEN.matcher(page.then().statusCode(200).extract().asString());
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        return new SentForm(fields, page.getDetailedCookie(FormToken.COOKIE));
    }

    /** The same with something typed or pressed. */
    public SentForm with(String name, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(name, value);
        return new SentForm(more, cookie);
    }

    public ValidatableResponse send(RequestSpecification request, String path) {
        return request.cookie(cookie).formParams(fields).post(path).then();
    }
}
