//! The command line as people see it: every case of `tests/cli/` is run and compared, help texts
//! included.

use std::process::Command;

use crate::golden;

/// What trycmd calls accepting.
const ACCEPTING: &str = "TRYCMD";

#[test]
fn the_command_line_says_what_the_cases_show() {
    if golden::is_accepted() && std::env::var_os(ACCEPTING).is_none() {
        // It asks its own variable, which no thread may set; another process has it from the start.
        let mut again = Command::new(std::env::current_exe().expect("this program"));
        again.args(["--exact", "cli::the_command_line_says_what_the_cases_show"]);
        let done = again.env(ACCEPTING, "overwrite").status().expect("this program again");
        assert!(done.success(), "{done}");
        return;
    }
    trycmd::TestCases::new().case("tests/cli/*.md").env("NO_COLOR", "1").env("COLUMNS", "100");
}
