//! `doctor`: whether this account, its folders and this machine are such that minutes are safe, and what to do where
//! they are not. Prints no word of any minutes.

use super::{Ending, print};
use crate::domain::text::sanitise::clean_line;
use crate::engine::doctor::{self, Checked, Weight};
use crate::store::paths::Paths;

pub(super) fn run(places: &Paths) -> Ending {
    let checked = doctor::examine(&doctor::collect(places));
    print::data(&printed(&checked));
    let findings = checked.iter().flat_map(|checked| &checked.findings);
    let wanting = findings.filter(|finding| finding.weight == Weight::Attention);
    match wanting.count() {
        0 => {
            print::data("Nothing wants attention.\n");
            Ending::Done
        }
        1 => {
            print::tell("One thing wants attention.");
            Ending::Attention
        }
        many => {
            print::tell(&format!("{many} things want attention."));
            Ending::Attention
        }
    }
}

fn printed(checked: &[Checked]) -> String {
    let mut lines = Vec::new();
    for checked in checked {
        let area = checked.area;
        if checked.findings.is_empty() {
            lines.push(format!("{area}: {}", checked.well));
        }
        for finding in &checked.findings {
            let weight = match finding.weight {
                Weight::Attention => "wants attention",
                Weight::Note => "good to know",
            };
            lines.push(format!("{area} ({weight}): {}", finding.is));
            lines.push(format!("   What it means: {}", finding.means));
            lines.push(format!("   What to do: {}", finding.next));
        }
    }
    // Names of files and settings may be somebody else's words.
    lines.iter().fold(String::new(), |mut text, line| {
        let indent = line.len() - line.trim_start().len();
        text.push_str(&" ".repeat(indent));
        text.push_str(&clean_line(line.trim_start()));
        text.push('\n');
        text
    })
}
