//! The figures as a Markdown table, with the budgets beside them.

use crate::figures::Figures;
use std::fmt::Write as _;

pub struct Column<'a> {
    pub name: &'a str,
    pub empty: Option<Figures>,
    pub large: Option<Figures>,
}

/// One line of the table: its name, the budget (empty / large), and how to find and print the figure.
struct Row {
    title: &'static str,
    budget: &'static str,
    decimals: usize,
    figure: fn(&Figures) -> Option<f64>,
}

const ROWS: &[Row] = &[
    Row {
        title: "ready to type, ms",
        budget: "≤ 10 / ≤ 20",
        decimals: 1,
        figure: |of| of.ready,
    },
    Row {
        title: "start-up, bytes",
        budget: "≤ 2000",
        decimals: 0,
        figure: |of| of.start_bytes,
    },
    Row {
        title: "key to screen p50, ms",
        budget: "≤ 0.25 / ≤ 0.30",
        decimals: 2,
        figure: |of| of.key_p50,
    },
    Row {
        title: "key to screen p99 undisturbed, ms",
        budget: "≤ 0.6",
        decimals: 2,
        figure: |of| of.key_p99,
    },
    Row {
        title: "bytes a key p50",
        budget: "1",
        decimals: 0,
        figure: |of| of.key_bytes_p50,
    },
    Row {
        title: "bytes a key p95",
        budget: "≤ 3",
        decimals: 0,
        figure: |of| of.key_bytes_p95,
    },
    Row {
        title: "Enter, bytes p50",
        budget: "≤ 300",
        decimals: 0,
        figure: |of| of.enter_bytes,
    },
    Row {
        title: "system calls a key",
        budget: "≤ 10",
        decimals: 1,
        figure: |of| of.calls,
    },
    Row {
        title: "idle for 10 s, bytes",
        budget: "0",
        decimals: 0,
        figure: |of| of.idle_bytes,
    },
    Row {
        title: "idle for 10 s, wake-ups",
        budget: "≤ 10",
        decimals: 0,
        figure: |of| of.idle_wake_ups,
    },
    Row {
        title: "peak memory, MB",
        budget: "≤ 10 / ≤ 16",
        decimals: 1,
        figure: |of| of.memory,
    },
    Row {
        title: "10 kB paste, ms",
        budget: "≤ 15",
        decimals: 1,
        figure: |of| of.paste,
    },
];

/// The table, with the notes below it.
pub fn markdown(columns: &[Column<'_>], notes: &[String]) -> String {
    let mut text = String::new();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let _ = writeln!(
        text,
        "80×24, {cores} cores; each cell: empty / large (2,000 contributions, 1 MB).\n"
    );
    let _ = write!(text, "| figure | budget |");
    for column in columns {
        let _ = write!(text, " {} |", column.name);
    }
    let _ = writeln!(text, "\n|---|---|{}", "---|".repeat(columns.len()));
    for row in ROWS {
        let _ = write!(text, "| {} | {} |", row.title, row.budget);
        for column in columns {
            let cell = |figures: &Option<Figures>| {
                let value = figures.as_ref().and_then(row.figure);
                value.map_or_else(
                    || "–".to_owned(),
                    |value| format!("{value:.*}", row.decimals),
                )
            };
            let _ = write!(text, " {} / {} |", cell(&column.empty), cell(&column.large));
        }
        text.push('\n');
    }
    for note in notes {
        let _ = write!(text, "\n- {note}");
    }
    text
}
