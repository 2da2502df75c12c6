//! A file that gives way to a new one when it is large, and so many of those before it.
//!
//! Own code, for what there is (file-rotate) does not say when a file cannot be opened, and counts nothing lost.

use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use crate::config::JournalFileConfig;

/// The file, and those before it.
pub(super) struct Rotated {
    config: JournalFileConfig,
    file: File,
    length: u64,
}

impl Rotated {
    /// Goes on with the file that is there, or makes it.
    pub(super) fn open(config: JournalFileConfig) -> io::Result<Self> {
        let file = open(&config.path)?;
        let length = file.metadata()?.len();
        Ok(Self { config, file, length })
    }

    /// Writes a line, all of it or nothing.
    pub(super) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        let size = line.len() as u64;
        if self.length > 0 && self.length + size > self.config.bytes {
            self.rotate()?;
        }
        if let Err(error) = self.file.write_all(line) {
            // Half a line would spoil the next one too.
            let _ = self.file.set_len(self.length);
            return Err(error);
        }
        self.length += size;
        Ok(())
    }

    fn rotate(&mut self) -> io::Result<()> {
        let place = |number: u32| numbered(&self.config.path, number);
        let last = self.config.files.saturating_sub(1);
        for number in (0..last).rev() {
            match fs::rename(place(number), place(number + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        if last == 0 {
            self.file.set_len(0)?;
        } else {
            self.file = open(&self.config.path)?;
        }
        self.length = 0;
        Ok(())
    }
}

/// Opens a file that no other process writes.
fn open(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            Err(io::Error::new(io::ErrorKind::WouldBlock, "another process writes this file"))
        }
        // Where files cannot be locked nobody is kept away.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// The file itself, or one before it.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 0 {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number}"));
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap_or_default()
    }

    #[test]
    fn so_many_files_of_such_a_size_and_no_line_is_torn() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal.jsonl");
        let config = JournalFileConfig { path: path.clone(), bytes: 20, files: 3 };
        let mut file = Rotated::open(config.clone()).expect("a file");
        for number in 0..9 {
            file.write(format!("line {number}\n").as_bytes()).expect("written");
        }
        assert_eq!(read(&path), "line 8\n");
        assert_eq!(read(&numbered(&path, 1)), "line 6\nline 7\n");
        assert_eq!(read(&numbered(&path, 2)), "line 4\nline 5\n");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
        let second = Rotated::open(config.clone()).err().map(|error| error.kind());
        assert_eq!(second, Some(io::ErrorKind::WouldBlock), "nobody else writes it");
        drop(file);
        let mut again = Rotated::open(config).expect("a file");
        again.write(b"line 9\n").expect("written");
        assert_eq!(read(&path), "line 8\nline 9\n", "a start goes on with it");
    }

    #[test]
    fn one_file_is_emptied_and_a_line_longer_than_a_file_is_still_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("one");
        let mut file = Rotated::open(JournalFileConfig { path: path.clone(), bytes: 8, files: 1 }).expect("a file");
        file.write(b"short\n").expect("written");
        file.write(b"longer than eight\n").expect("written");
        assert_eq!(read(&path), "longer than eight\n");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
