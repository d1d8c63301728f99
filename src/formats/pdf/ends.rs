//! Where a stream ends. Its bytes, which are packed, may end in a carriage return, and a line feed follows: nobody can then
//! tell from the end whether the two are the end of a line or the first belongs to the stream, and PDF/A asks for lengths
//! that can be checked. A carriage return more, and the two behind the stream are the end of the line.

const UNCLEAR: &[u8] = b"\r\nendstream\nendobj";
const TABLE: &[u8] = b"\nxref\n0 ";
/// `0000007617 00000 n` and what ends the line.
const ENTRY: usize = 20;
const DIGITS: usize = 10;

/// The same file, with clear ends. One that is built otherwise stays as it is.
pub(super) fn plain_ends(file: Vec<u8>) -> Vec<u8> {
    let Some(table) = last(&file, TABLE) else {
        return file;
    };
    let ends: Vec<usize> = memchr::memmem::find_iter(file.get(..table).unwrap_or(&[]), UNCLEAR)
        .map(|at| at + 1)
        .collect();
    match ends.is_empty() {
        true => file,
        false => with_ends(&file, table, &ends).unwrap_or(file),
    }
}

fn last(file: &[u8], words: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(file, words)
}

fn with_ends(file: &[u8], table: usize, ends: &[usize]) -> Option<Vec<u8>> {
    let moved = |at: usize| at + ends.iter().filter(|end| **end < at).count();
    let (objects, behind) = file.split_at_checked(table + 1)?;
    let mut made = Vec::with_capacity(file.len() + ends.len());
    let mut begin = 0;
    for end in ends {
        made.extend(objects.get(begin..*end)?);
        made.push(b'\r');
        begin = *end;
    }
    made.extend(objects.get(begin..)?);
    let entries = TABLE.len() - 1
        + behind
            .get(TABLE.len() - 1..)?
            .iter()
            .position(|byte| *byte == b'\n')?
        + 1;
    made.extend(behind.get(..entries)?);
    let trailer = last(behind, b"trailer\n")?;
    for entry in behind.get(entries..trailer)?.chunks(ENTRY) {
        let (digits, kind) = entry.split_at_checked(DIGITS)?;
        let place: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
        let place = match kind.contains(&b'n') {
            true => moved(place),
            false => place,
        };
        made.extend(format!("{place:010}").bytes());
        made.extend(kind);
    }
    let start = last(behind, b"startxref\n")? + b"startxref\n".len();
    made.extend(behind.get(trailer..start)?);
    made.extend(format!("{}\n%%EOF", moved(table + 1)).bytes());
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_ends_in_a_carriage_return_has_a_clear_end_and_what_stands_behind_it_is_found()
    {
        let file = |end: &str| {
            let first =
                format!("%PDF-1.7\n1 0 obj\n<</Length 2>>\nstream\na\r{end}\nendstream\nendobj\n");
            let second = first.len();
            let all = format!("{first}2 0 obj\n(b)\nendobj\n\nxref\n0 3\n0000000000 65535 f \n");
            let start = all.len() - "xref\n0 3\n0000000000 65535 f \n".len();
            format!(
                "{all}{:010} 00000 n \n{second:010} 00000 n \ntrailer\n<</Size 3>>\nstartxref\n{start}\n%%EOF",
                9
            )
        };
        let made = plain_ends(file("").into_bytes());
        assert_eq!(String::from_utf8(made).unwrap(), file("\r"));
        let clear = file("").replace("a\r\n", "ab\n").into_bytes();
        assert_eq!(plain_ends(clear.clone()), clear);
        assert_eq!(plain_ends(b"no PDF".to_vec()), b"no PDF");
    }
}
