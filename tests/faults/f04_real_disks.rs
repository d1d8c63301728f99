//! F4: a real file system whose power is cut: ext4 in a file, and a copy of that file is what is left. Every session that
//! ended well before is there.

use super::skipped::{number, reached, skipped};
use crate::command_line::program::{Program, has};
use std::path::{Path, PathBuf};
use std::process::Command;

struct LoopDisk {
    at: tempfile::TempDir,
}

impl LoopDisk {
    fn mount(image: &Path) -> Option<LoopDisk> {
        let at = tempfile::tempdir().unwrap();
        let mut command = Command::new("mount");
        let done = command
            .args(["-o", "loop"])
            .arg(image)
            .arg(at.path())
            .output();
        done.is_ok_and(|output| output.status.success())
            .then_some(LoopDisk { at })
    }
}

impl Drop for LoopDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.at.path()).output();
    }
}

#[test]
fn f04_power_cut_of_a_real_file_system() {
    if !has("mkfs.ext4", &["-V"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("image");
    std::fs::File::create(&image)
        .unwrap()
        .set_len(96 << 20)
        .unwrap();
    let made = Command::new("mkfs.ext4")
        .args(["-q", "-F"])
        .arg(&image)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let Some(disk) = LoopDisk::mount(&image) else {
        skipped("F4 mount", "no file can be mounted as a disk here");
        return;
    };
    let program = Program::in_folder(disk.at.path());
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
        let copied = Command::new("cp")
            .args(["--sparse=always"])
            .args([&image, &left])
            .status();
        assert!(copied.unwrap().success());
        let after = LoopDisk::mount(&left).unwrap();
        let read = program.run(&[
            "--data",
            data_on(&after).to_str().unwrap(),
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

fn data_on(disk: &LoopDisk) -> PathBuf {
    disk.at.path().join("data")
}
