//! What a page says to machines: JSON-LD in a script element of its own. Browsers do not run it, so the content policy
//! lets it be; what could end the element early is escaped, so that no text of a person can.

use std::fmt;

use serde_json::Value;

/// JSON that is safe inside a script element.
#[derive(Debug, Clone)]
pub struct LinkedData(String);

impl LinkedData {
    pub fn new(value: &Value) -> Self {
        let mut text = String::new();
        for letter in value.to_string().chars() {
            match letter {
                '<' => text.push_str("\\u003c"),
                '>' => text.push_str("\\u003e"),
                '&' => text.push_str("\\u0026"),
                '\u{2028}' => text.push_str("\\u2028"),
                '\u{2029}' => text.push_str("\\u2029"),
                other => text.push(other),
            }
        }
        Self(text)
    }
}

impl fmt::Display for LinkedData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `new` is the only way to make one, and it leaves none of HTML's own letters. Quotes stay: they end no element.
impl askama::filters::HtmlSafe for LinkedData {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_text_ends_the_element_and_the_value_stays() {
        let value =
            json!({"name": "</script><script>alert(1)</script> & \u{2028} \"quoted\" <!--"});
        let text = LinkedData::new(&value).to_string();
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
