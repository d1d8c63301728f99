//! F4: a real file system whose power is cut: ext4 in a file, and a copy of that file is what is left. Every session that
//! ended well before is there.

use super::machine::{Mounted, copy_sparsely, make_image};
use super::skipped::{number, reached};
use crate::command_line::program::{Program, has};

#[test]
fn f04_power_cut_of_a_real_file_system() {
    if !has("mkfs.ext4", &["-V"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("image");
    make_image(&image, 96, &[]);
    let Some(disk) = Mounted::image("F4", &image) else {
        return;
    };
    let program = Program::in_folder(disk.path());
    let begin = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n";
    let id = program.meeting(begin);
    let cuts = number(6, 60);
    for cut in 0..cuts {
        let lines: String = (0..5)
            .map(|n| format!("KS: word {cut}-{n} of it\n"))
            .collect();
        let ran = program.run_with_input(&["take", &id, "--lines", "-"], lines.as_bytes());
        assert_eq!(ran.code, 0, "{ran:?}");
        // Now: what was not synced is in the memory of this machine only.
        let left = folder.path().join("left");
        copy_sparsely(&image, &left);
        let after = Mounted::image("F4", &left).unwrap();
        let read = program.run(&[
            "--data",
            after.path().join("data").to_str().unwrap(),
            "read",
            &id,
            "--json",
        ]);
        for before in 0..=cut {
            for n in 0..5 {
                let words = format!("word {before}-{n} of it");
                assert!(
                    read.out.contains(&words),
                    "{words} is lost after cut {cut}: {read:?}"
                );
            }
        }
    }
    reached("F4", &format!("ext4, {cuts} power cuts, no entry lost"));
}
