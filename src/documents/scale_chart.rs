//! Scores over time as small charts in plain characters. Each score has its day and number beside it, so that nothing
//! depends on the drawing; the words for both ends come above each chart.

use super::notices::{self, seal};
use super::{DocumentKind, Maker};
use crate::documents::document::Document;
use crate::domain::calendar::date_words::write_date;
use crate::domain::history::threads::{Point, ScaleThread, Series};
use crate::domain::text::capital;

/// Most signs of a chart: with day and number it fits on 50 columns.
const WIDEST: f64 = 21.0;

pub(super) const SCALES: DocumentKind = DocumentKind {
    id: "scales",
    title: "Scores over time",
    about: "The scores of all meetings of a family, each scale in its own chart.",
    maker: Maker::Scales(scale_chart),
};

fn scale_chart(of: &ScaleThread) -> Document {
    let mut document = Document::new(SCALES.title, of.language.clone());
    notices::put(of.made_up, of.restricted, &mut document);
    if of.series.is_empty() {
        document.paragraph("There are no scores.");
    }
    for series in &of.series {
        put(series, &mut document);
    }
    document
}

fn put(of: &Series, document: &mut Document) {
    let mut title = match of.by.as_str() {
        "" => "Nobody was named".to_owned(),
        by => by.to_owned(),
    };
    if !of.child.is_empty() {
        title.push_str(&format!(", for {}", of.child));
    }
    document.heading(1, title);
    document.paragraph(capital(&of.question));
    let [left, right] = ends(of);
    document.list(vec![
        format!("{} = {}", left.0, left.1),
        format!("{} = {}", right.0, right.1),
    ]);
    let rows = of.points.iter().map(|point| {
        vec![
            point.on.map(write_date).unwrap_or_default(),
            point.score.to_string(),
            format!("{}{}", track(of, point), seal(point.restricted)),
        ]
    });
    let signs = signs(of);
    let (from, to) = (left.0.to_string(), right.0.to_string());
    let gap = signs.saturating_sub(from.len() + to.len()).max(1);
    let header = format!("{from}{}{to}", "-".repeat(gap));
    document.table(
        vec!["Day".to_owned(), "Score".to_owned(), header],
        rows.collect(),
    );
    let reasons = of.points.iter().filter(|point| !point.reason.is_empty());
    let reasons = reasons.map(|point| {
        let day = point.on.map(write_date).unwrap_or_default();
        format!("{day}, {}: {}", point.score, point.reason)
    });
    document.list(reasons.collect());
}

/// The smaller number is always on the left, whichever end it is.
fn ends(of: &Series) -> [(f64, &str); 2] {
    let (from, to) = ((of.from, of.low.as_str()), (of.to, of.high.as_str()));
    if of.from <= of.to {
        [from, to]
    } else {
        [to, from]
    }
}

/// Two signs for each number and one more, as long as there is room.
fn signs(of: &Series) -> usize {
    let wanted = ((of.to - of.from).abs() * 2.0 + 1.0).clamp(3.0, WIDEST);
    (0..=64_u8)
        .take_while(|number| f64::from(*number) < wanted)
        .count()
}

/// `--------O------------`: where the score stands. A score beyond the ends says so by a sign of its own.
fn track(of: &Series, point: &Point) -> String {
    let [(small, _), (big, _)] = ends(of);
    let signs = signs(of);
    if big <= small {
        return String::new();
    }
    if point.score < small {
        return format!("<{}", "-".repeat(signs.saturating_sub(1)));
    }
    if point.score > big {
        return format!("{}>", "-".repeat(signs.saturating_sub(1)));
    }
    let share = (point.score - small) / (big - small);
    let last = signs.saturating_sub(1);
    // The sign whose own share is nearest.
    let distance = |place: usize| {
        let place = u8::try_from(place).map_or(0.0, f64::from);
        let last = u8::try_from(last).map_or(1.0, f64::from).max(1.0);
        (place / last - share).abs()
    };
    let nearest = (0..signs)
        .min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
        .unwrap_or(0);
    (0..signs)
        .map(|place| if place == nearest { 'O' } else { '-' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::history::past_meeting::PastMeeting;
    use crate::formats::plain_text;

    fn series(from: f64, to: f64, scores: &[f64]) -> Series {
        let point = |score: &f64| Point {
            on: "2026-11-22".parse().ok(),
            score: *score,
            reason: String::new(),
            meeting: PastMeeting::default(),
            record: "g1".into(),
            restricted: false,
        };
        Series {
            question: "how safe?".into(),
            from,
            low: "not safe".into(),
            to,
            high: "safe".into(),
            child: "Ella".into(),
            by: "Kelly".into(),
            points: scores.iter().map(point).collect(),
        }
    }

    fn tracks(series: &Series) -> Vec<String> {
        series
            .points
            .iter()
            .map(|point| track(series, point))
            .collect()
    }

    #[test]
    fn a_score_stands_where_its_number_is() {
        assert_eq!(
            tracks(&series(0.0, 10.0, &[0.0, 6.5, 10.0])),
            [
                "O--------------------",
                "-------------O-------",
                "--------------------O"
            ]
        );
        assert_eq!(
            tracks(&series(1.0, 3.0, &[1.0, 2.0, 3.0])),
            ["O----", "--O--", "----O"]
        );
        // However wide the scale is, it fits; beyond its ends a score has a sign of its own.
        assert_eq!(
            tracks(&series(0.0, 100.0, &[50.0, 101.0]))[0],
            "----------O----------"
        );
        assert!(tracks(&series(0.0, 10.0, &[11.0]))[0].ends_with('>'));
        assert!(tracks(&series(0.0, 10.0, &[-1.0]))[0].starts_with('<'));
    }

    #[test]
    fn a_scale_that_runs_the_other_way_is_drawn_with_its_small_number_on_the_left() {
        let thread = ScaleThread {
            restricted: false,
            made_up: true,
            language: "en-GB".into(),
            series: vec![series(10.0, 0.0, &[7.0])],
        };
        let page = plain_text::print(&scale_chart(&thread), 50);
        let places = [
            "0 = safe",
            "10 = not safe",
            "0------------------10",
            "7      --------------O------",
        ]
        .map(|words| {
            page.find(words)
                .unwrap_or_else(|| panic!("{words} in {page}"))
        });
        assert!(places.is_sorted(), "{page}");
    }
}
