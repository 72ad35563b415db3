#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Wording {
    /// The system's words for why something failed. Those that people meet are translated; others stay as they are.
    package static func system(_ words: String) -> Wording { Wording(translations[words] ?? words, words) }

    private static let translations: [String: String] = Dictionary(
        [
            (ENOENT, "没有这个文件或目录"), (EACCES, "权限不够"), (EPERM, "不允许此操作"), (EISDIR, "是一个目录"),
            (ENOTDIR, "不是目录"), (EEXIST, "文件已存在"), (ENOSPC, "磁盘空间不足"), (EDQUOT, "超出磁盘配额"),
            (EROFS, "只读文件系统"), (EIO, "输入输出错误"), (EMFILE, "打开的文件过多"), (ENFILE, "系统打开的文件过多"),
            (ENOMEM, "内存不足"), (ENAMETOOLONG, "文件名过长"), (ELOOP, "符号链接层数过多"), (ENXIO, "没有这样的设备"), (EBADF, "文件描述符无效"),
        ].map { (String(cString: strerror($0.0)), $0.1) }
    ) { first, _ in first }
}
