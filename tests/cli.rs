//! The command line as people see it: every case of `tests/cli/` is run and compared, help texts included.

#[test]
fn the_command_line_says_what_the_cases_show() {
    trycmd::TestCases::new().case("tests/cli/*.md").env("NO_COLOR", "1").env("COLUMNS", "100");
}
