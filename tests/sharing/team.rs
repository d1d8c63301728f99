//! Accounts of a team and their folder. It takes root, which CI is; the accounts need not exist.

use crate::command_line::program::{Program, Ran, copy_program, has, pass_on_the_fault};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub const TEAM: u32 = 7_001;

#[derive(Debug, Clone, Copy)]
pub struct Account {
    pub name: &'static str,
    pub number: u32,
    pub in_the_team: bool,
}

/// Takes the minutes first.
pub const ANNA: Account = Account {
    name: "anna",
    number: 7_101,
    in_the_team: true,
};
/// Continues them.
pub const BEN: Account = Account {
    name: "ben",
    number: 7_102,
    in_the_team: true,
};
/// Only reads what the others took.
pub const CARA: Account = Account {
    name: "cara",
    number: 7_104,
    in_the_team: true,
};
/// Has an account on the same machine, and nothing to do with it.
pub const OTTO: Account = Account {
    name: "otto",
    number: 7_103,
    in_the_team: false,
};

/// The machine of the team.
pub struct Team {
    folder: tempfile::TempDir,
}

impl Team {
    /// `None`, with a notice, where accounts cannot be changed.
    pub fn new() -> Option<Team> {
        if !rustix::process::geteuid().is_root() {
            assert!(
                std::env::var_os("CI").is_none(),
                "CI must be root for the tests with several accounts"
            );
            eprintln!("SKIPPED: not root, so this test checks nothing");
            return None;
        }
        if !has(
            "setpriv",
            &["--reuid=7101", "--regid=7101", "--clear-groups", "true"],
        ) {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        set_mode(folder.path(), 0o755);
        let team = Team { folder };
        // Where the tests lie, others may not look.
        let program = team.program();
        copy_program(&Program::built(), &program);
        for account in [ANNA, BEN, CARA, OTTO] {
            std::fs::create_dir(team.home(account)).unwrap();
            chown(
                team.home(account),
                Some(account.number),
                Some(account.number),
            )
            .unwrap();
            set_mode(&team.home(account), 0o700);
        }
        // The two commands of the README.
        std::fs::create_dir(team.data()).unwrap();
        chown(team.data(), Some(0), Some(TEAM)).unwrap();
        set_mode(&team.data(), 0o2770);
        Some(team)
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("talking-piece")
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn home(&self, account: Account) -> PathBuf {
        self.folder.path().join(account.name)
    }

    /// The shared folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("conferences")
    }

    pub fn command(&self, account: Account, arguments: &[&str]) -> Command {
        let program = self.program();
        let whole: Vec<&str> = std::iter::once(program.to_str().unwrap())
            .chain(arguments.iter().copied())
            .collect();
        self.shell(account, &whole)
    }

    /// Any command as somebody.
    pub fn shell(&self, account: Account, whole: &[&str]) -> Command {
        let mut command = Command::new("setpriv");
        let number = account.number;
        command.arg(format!("--reuid={number}"));
        command.arg(format!("--regid={number}"));
        match account.in_the_team {
            true => command.arg(format!("--groups={TEAM}")),
            false => command.arg("--clear-groups"),
        };
        command
            .args(whole)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home(account))
            .env("USER", account.name)
            .env("TALKING_PIECE_DATA", self.data())
            .env("LANG", "C.UTF-8")
            .current_dir("/")
            .stdin(Stdio::null());
        pass_on_the_fault(&mut command);
        command
    }

    pub fn run(&self, account: Account, arguments: &[&str]) -> Ran {
        Ran::of(self.command(account, arguments).output().unwrap())
    }

    pub fn run_with_input(&self, account: Account, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(account, arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Ran::of(child.wait_with_output().unwrap())
    }

    pub fn meeting(&self, account: Account, lines: &str) -> String {
        let ran = self.run_with_input(account, &["take", "--new", "--lines", "-"], lines);
        assert!(ran.code == 0 || ran.code == 1, "{ran:?}");
        ran.out.lines().last().unwrap().to_owned()
    }

    pub fn folder_of(&self, id: &str) -> PathBuf {
        let years = std::fs::read_dir(self.data().join("meetings")).unwrap();
        let mut folders = years.map(|year| year.unwrap().path().join(id));
        folders.find(|folder| folder.is_dir()).unwrap()
    }
}

pub fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}
