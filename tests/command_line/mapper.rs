//! Somebody who has a file in their memory (mmap) and changes it there, which need not touch the file's times.

use super::program::has;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const SCRIPT: &str = "\
import mmap,sys
f=open(sys.argv[1],'r+b')
m=mmap.mmap(f.fileno(),0)
m[0:1]=m[0:1]
print('mapped',flush=True)
for line in sys.stdin:
    old,new=line.rstrip('\\n').encode().split(b'|')
    at=m.find(old)
    assert at>=0 and len(old)==len(new)
    m[at:at+len(old)]=new
    print('changed',flush=True)
";

pub struct Mapper {
    process: Child,
    told: ChildStdin,
    says: BufReader<ChildStdout>,
}

impl Mapper {
    /// A page of the file was changed already, to what it was. `None`, with a notice, without Python.
    pub fn of(path: &Path) -> Option<Mapper> {
        if !has("python3", &["-V"]) {
            return None;
        }
        let mut command = Command::new("python3");
        let mut process = command
            .args(["-c", SCRIPT])
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut mapper = Mapper {
            told: process.stdin.take().unwrap(),
            says: BufReader::new(process.stdout.take().unwrap()),
            process,
        };
        mapper.hears("mapped");
        Some(mapper)
    }

    /// Other words of the same length.
    pub fn change(&mut self, from: &str, to: &str) {
        writeln!(self.told, "{from}|{to}").unwrap();
        self.hears("changed");
    }

    fn hears(&mut self, word: &str) {
        let mut line = String::new();
        self.says.read_line(&mut line).unwrap();
        assert_eq!(line.trim_end(), word);
    }
}

impl Drop for Mapper {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
