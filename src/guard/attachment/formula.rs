//! What a formula of a spreadsheet puts together out of the texts and numbers that stand in it.
//! Takes the formula as the file has it: in English, whatever the language of the program.

/// The texts and numbers of a formula that joins some, without what stands between them; nothing
/// of one that only calculates. Cells it refers to are read where they stand.
pub(super) fn joined(formula: &str) -> Option<String> {
    let joins = formula.contains('&') || formula.contains("CONCAT") || formula.contains("JOIN");
    if !joins {
        return None;
    }
    let (mut made, mut in_text, mut in_name) = (String::new(), false, false);
    for character in formula.chars() {
        match character {
            '"' => (in_text, in_name) = (!in_text, false),
            _ if in_text => made.push(character),
            '0'..='9' if !in_name => made.push(character),
            // A function, or a cell: `A1`, `$B$2`.
            _ => in_name = character.is_alphanumeric() || "$_.!".contains(character),
        }
    }
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_formula_joins_is_read() {
        for formula in [
            r#""00"&"11"&"-2""#,
            r#"CONCATENATE("00",11,"-2")"#,
            r#"_xlfn.TEXTJOIN("",TRUE,"00","11-2")"#,
            r#""00"&A17&$B$3&11&"-2""#,
        ] {
            assert_eq!(joined(formula).as_deref(), Some("0011-2"), "{formula}");
        }
        assert_eq!(joined("SUM(A1:A10)+12"), None);
    }
}
