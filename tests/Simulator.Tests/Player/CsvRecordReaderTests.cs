using Maintenance.Simulator.Player.Csv;

namespace Maintenance.Simulator.Tests.Player;

public sealed class CsvRecordReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2")]
    [InlineData("\uFEFFa,b\n\n\n1,2\n\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"")]
    public void Lines_end_as_any_system_ends_them_and_blank_ones_are_passed_over(string text) => ReadAll(text)
        .ShouldBe([["a", "b"], ["1", "2"]]);

    [Fact]
    public void A_field_in_quotes_holds_delimiters_line_ends_and_doubled_quotes_and_the_line_is_that_of_its_beginning()
    {
        using var reader = new CsvRecordReader(new StringReader("a;\"x;\"\"y\"\"\nz\";\n;;\nlast"), ';', linesBefore: 2);
        reader.Read().ShouldBe(["a", "x;\"y\"\nz", ""]);
        reader.Line.ShouldBe(3);
        reader.Read().ShouldBe(["", "", ""]);
        reader.Line.ShouldBe(5);
        reader.Read().ShouldBe(["last"]);
        reader.Read().ShouldBeNull();
    }

    [Theory]
    [InlineData("a,b\n1,\"2\n3,4\n", "line 2: a quote is not closed")]
    [InlineData("a,b\n1,\"2\"x\n", "line 2, column 6: text follows the quote")]
    [InlineData("a,b\n\"ø\n2\",\"x\"y\n", "line 3, column 7: text follows the quote")]
    [InlineData("a,b\n1, \"2,3\"\n", "line 2, field 2: whitespace before an opening quote")]
    public void A_quote_out_of_place_is_refused_with_its_place(string text, string expected) =>
        Should.Throw<FormatException>(() => ReadAll(text)).Message.ShouldStartWith(expected);

    [Fact]
    public void A_quote_amid_a_field_is_text() => ReadAll("a,b\n5\" pipe,say \"yes\n").ShouldBe([["a", "b"], ["5\" pipe", "say \"yes"]]);

    [Fact]
    public void A_record_without_end_is_refused_before_it_fills_the_memory()
    {
        using var endless = new StreamReader(new Endless());
        using var reader = new CsvRecordReader(endless, ',');
        Should.Throw<FormatException>(() => reader.Read()).Message.ShouldBe("line 1: a record of more than 16 MiB; is a quote unclosed?");
    }

    private static List<string[]> ReadAll(string text)
    {
        using var reader = new CsvRecordReader(new StringReader(text), ',');
        var records = new List<string[]>();
        while (reader.Read() is { } record) records.Add(record);
        return records;
    }

    /// <summary>A quote, and then lines for ever.</summary>
    private sealed class Endless : MemoryStream
    {
        private bool _begun;

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'\n');
            if (!_begun) buffer[0] = (byte)'"';
            _begun = true;
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
