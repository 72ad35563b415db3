import ShuliBase
import Testing

@Suite struct JSONTests {
    @Test func values() throws {
        let value = try JSONValue(parsing: #" {"a":[1,-2.5e3,true,null],"b":{"c":"\u4e2d\n\ud842\udfb7"}} "#)
        #expect(value["a"] == .array([.number("1"), .number("-2.5e3"), .bool(true), .null]))
        #expect(value["b"]?["c"]?.string == "中\n𠮷")
    }

    @Test func loneSurrogatesAreReplaced() throws {
        #expect(try JSONValue(parsing: #""\ud800""#) == .string("\u{FFFD}"))
        #expect(try JSONValue(parsing: #""\udc00x\ud800A""#) == .string("\u{FFFD}x\u{FFFD}A"))
    }

    // Strings are decoded eight bytes at a time.
    @Test func escapesAtEveryPlace() throws {
        for before in 0..<18 {
            for between in 0..<18 {
                let (a, b) = (String(repeating: "甲b", count: before), String(repeating: "c", count: between))
                let source = "\"\(a)\\n\(b)\\\"\\u4e2d\(a)\\t\""
                #expect(try JSONValue(parsing: source) == .string(a + "\n" + b + "\"中" + a + "\t"))
            }
        }
    }

    @Test(
        arguments: [
            ("", 0, "a value expected, but the text ends"), ("{", 1, "a string expected"),
            ("{\"a\" 1}", 5, ": expected"),
            ("[1,]", 3, "a value expected"), ("01", 0, "a value expected"), ("\"a", 2, "a string without its end"),
            ("\"\\x\"", 2, "an unknown escape"), ("\"\\u12\"", 3, "four hexadecimal digits expected"),
            ("1 2", 2, "text behind the value"),
            ("\"\t\"", 1, "a control character in a string"), ("1.", 2, "a digit expected"),
        ] as [(String, Int, String)])
    func errors(_ text: String, _ offset: Int, _ reason: String) {
        #expect {
            _ = try JSONValue(parsing: text)
        } throws: { error in
            (error as? JSONError).map { $0.offset == offset && "\($0.fault)" == reason } ?? false
        }
    }

    @Test func deepNestingIsAnErrorAndNoOverflow() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
        #expect(throws: JSONError.self) {
            try JSONRecord(parsing: Array((String(repeating: "{\"a\":", count: 100_000)).utf8))
        }
    }

    @Test func recordsKeepOrderAndSource() throws {
        let record = try JSONRecord(parsing: Array(#"{"z":1.50,"id":"\ud800","a":{"b": [ ]}}"#.utf8))
        #expect(record.fields.map(\.key) == ["z", "id", "a"])
        #expect(record.fields.map(\.source) == ["1.50", #""\ud800""#, #"{"b": [ ]}"#])
        #expect(record["id"]?.string == "\u{FFFD}")
        #expect(record["z"]?.string == nil)
    }

    @Test func writing() {
        var writer = JSONWriter()
        writer.object {
            $0.key("a\"\n")
            $0.array {
                $0.value(1)
                $0.value(0.1 + 0.2)
                $0.value(2.0)
                $0.value(Double.nan)
                $0.value("\u{1}中")
                $0.value(false)
                $0.value(TextRange(3, 5))
            }
            $0.key("e")
            $0.object { _ in }
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == #"{"a\"\n":[1,0.3,2,null,"\u0001中",false,[3,5]],"e":{}}"#)
        let pretty = String(decoding: JSONWriter.pretty(#"{"a":[],"b":{"c":"{,}"}}"#.utf8), as: UTF8.self)
        #expect(pretty == "{\n  \"a\": [],\n  \"b\": {\n    \"c\": \"{,}\"\n  }\n}")
    }
}
