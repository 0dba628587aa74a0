"""What readers type, paste and upload, read kindly: every mistake is explained and nothing entered is lost."""
