using System.IO.Compression;
using System.Text;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tests.Rows;

public sealed class CsvFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csv-file-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a,b;c\n1,2\n", ',', "b;c")]
    [InlineData("a;b\n1;2,5\n", ';', "b")]
    [InlineData("a\tb,c\n1\t2\n", '\t', "b,c")]
    public void The_separator_is_the_headers(string text, char separator, string second)
    {
        var file = CsvFile.Parse(text, "t");
        file.Separator.ShouldBe(separator);
        file.Columns.ShouldBe(["a", second]);
        file.Rows.ShouldHaveSingleItem().Length.ShouldBe(2);
    }

    [Fact]
    public void A_gzip_file_with_a_byte_order_mark_reads_as_the_plain_one()
    {
        var path = Path.Combine(_folder, "t.csv.gz");
        using (var zip = new GZipStream(File.Create(path), CompressionMode.Compress)) zip.Write(
            Encoding.UTF8.GetBytes("\uFEFFa,b\r\n\"x\r\ny\",2\r\n"));
        var file = CsvFile.Read(path);
        file.Columns.ShouldBe(["a", "b"]);
        file.Rows.ShouldBe([["x\r\ny", "2"]]);
        file.Find("b").ShouldBe(1);
        Should.Throw<FormatException>(() => file.Find("c")).Message.ShouldContain("t.csv.gz has no column 'c'");
    }

    [Theory]
    [InlineData("", "t has no header")]
    [InlineData("a,b\n1,2\n\n3\n", "t, line 4: expected 2 cells, found 1")]
    [InlineData("a,b\n1,2\n3,\"4", "t, line 3: a quote is not closed")]
    [InlineData("a,b\n1,\"5\" pipe\n", "t, line 2, column 6: text follows the quote")]
    public void What_is_no_table_is_refused_with_its_line(string text, string expected) =>
        Should.Throw<FormatException>(() => CsvFile.Parse(text, "t")).Message.ShouldStartWith(expected);
}
