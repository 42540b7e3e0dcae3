using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

/// <summary>A file is read to its true end or refused, and content of another kind is named.</summary>
public sealed class RecordedFilesTests : IDisposable
{
    private static readonly string Csv = "time,rotary_speed\n" + string.Concat(Enumerable.Range(0, 5_000)
        .Select(i => $"2020-01-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z,{i * 7919 % 997}\n"));

    private readonly RecordingFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(-1)]
    [InlineData(-4)]
    [InlineData(-8)]
    [InlineData(-9)]
    [InlineData(-5_000)]
    [InlineData(10)]
    [InlineData(3)]
    public async Task Gzip_that_is_cut_off_is_refused_by_name(int at)
    {
        var whole = RecordingFixture.Zip(Csv);
        _files.Write("cut.csv.gz", whole[..(at < 0 ? whole.Length + at : at)]);
        var error = await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync());
        error.Message.ShouldStartWith("cut.csv.gz is not complete gzip");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void Gzip_cut_off_anywhere_is_never_read_to_its_end(int step)
    {
        var whole = RecordingFixture.Zip(step == 1 ? Csv[..300] : Csv);
        for (var length = 2; length < whole.Length; length += step)
        {
            using var input = new GzipInput(new MemoryStream(whole[..length]), "x");
            using var output = new MemoryStream();
            var error = Should.Throw<InvalidDataException>(() => input.CopyTo(output), $"{length} of {whole.Length} bytes");
            error.Message.ShouldContain("not complete");
            Csv.ShouldStartWith(Encoding.UTF8.GetString(output.ToArray()), Case.Sensitive, "nothing that the file does not say");
        }
    }

    [Fact]
    public async Task Members_of_gzip_are_joined_and_anything_else_behind_them_is_refused()
    {
        byte[] two = [.. RecordingFixture.Zip(Csv[..100_000]), .. RecordingFixture.Zip(Csv[100_000..])];
        _files.Write("two.csv.gz", two);
        (await _files.ReadCsvAsync()).Description.Logs.Single().Rows.ShouldBe(5_000);
        byte[][] tails = [[0], [0x1F], [0x1F, 0x8B], [1, 2, 3, 4], "plain text\n"u8.ToArray(), RecordingFixture.Zip("more")[..^3]];
        foreach (var tail in tails)
        {
            _files.Write("two.csv.gz", [.. two, .. tail]);
            (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync())).Message
                .ShouldContain("followed by something else");
        }
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-6)]
    [InlineData(-3_000)]
    public async Task Damaged_gzip_is_refused(int at)
    {
        var bytes = RecordingFixture.Zip(Csv);
        bytes[^-at] ^= 4;
        _files.Write("a.csv.gz", bytes);
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync())).Message.ShouldStartWith("a.csv.gz");
    }

    [Fact]
    public async Task A_cut_document_of_witsml_is_refused_even_where_its_text_is_complete()
    {
        var bytes = RecordingFixture.Zip(RecordingFixture.Log("L1", "", RecordingFixture.Data("Time,WOB", "unitless,kN",
            "2020-01-01T00:00:00Z,1")));
        _files.Write("a.xml.gz", bytes);
        (await _files.ReadWitsmlAsync()).Description.Streams.Single().DistinctReadings.ShouldBe(1);
        _files.Write("a.xml.gz", bytes[..^2]);
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadWitsmlAsync())).Message
            .ShouldStartWith("a.xml.gz is not complete");
    }

    [Fact]
    public async Task A_last_row_that_is_cut_off_is_refused_with_its_line()
    {
        _files.Write("a.csv", "time,rotary_speed,WOB (kN)\n2020-01-01T00:00:00Z,1,2\n2020-01-01T00:00:01Z,1");
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync())).Message.ShouldStartWith("a.csv, line 3: 2 values");
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-32", true)]
    public async Task Text_of_any_unicode_encoding_is_read(string encoding, bool mark)
    {
        var code = Encoding.GetEncoding(encoding);
        _files.Write("a.csv", [.. mark ? code.GetPreamble() : [], .. code.GetBytes("time,rotary_speed\r\n2020-01-01T00:00:00Z,42\r\n")]);
        (await _files.ReadCsvAsync()).Of(StandardChannels.RotarySpeed).ShouldBe([42]);
    }

    [Theory]
    [InlineData("~VERSION INFORMATION\n VERS.  1.2 : CWLS\n~W\n", "LAS 1.2")]
    [InlineData("# by hand\r\n~V\r\nVERS. 3.0 : x\r\n", "LAS 3.0")]
    [InlineData("PK\u0003\u0004....", "zip")]
    [InlineData("PAR1....", "Parquet")]
    public async Task Content_of_another_kind_is_named_with_what_to_do(string content, string expected)
    {
        _files.Write("a.csv", Encoding.Latin1.GetBytes(content));
        _files.Write("b.xml.gz", RecordingFixture.Zip(content));
        foreach (var read in (Func<Task<Recording>>[])[() => _files.ReadCsvAsync(), () => _files.ReadWitsmlAsync()])
        {
            var error = await Should.ThrowAsync<RecordedDataException>(read);
            error.Message.ShouldContain(expected, Case.Sensitive);
            error.Message.ShouldContain("CSV", Case.Sensitive);
        }
    }

    [Fact]
    public async Task Files_are_found_whatever_the_case_of_their_ending_and_others_are_named()
    {
        _files.Write("A.XML", RecordingFixture.Log("L1", "", RecordingFixture.Data("Time,WOB", "unitless,kN", "2020-01-01T00:00:00Z,1")));
        _files.Write("notes.txt", "x");
        var recording = await _files.ReadWitsmlAsync();
        recording.Description.Skipped.ShouldHaveSingleItem().What.ShouldBe("*.txt");
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync())).Message.ShouldContain(".csv");
    }

    [Theory]
    [InlineData("<Log xmlns=\"http://www.energistics.org/energyml/data/witsmlv2\" schemaVersion=\"2.1\"><Channel/></Log>",
        "WITSML 2.1 Log")]
    [InlineData("<e:Envelope xmlns:e=\"urn:x\"><ChannelSet xmlns=\"http://www.energistics.org/energyml/data/witsmlv2\"/></e:Envelope>",
        "WITSML 2 ChannelSet")]
    [InlineData("<Trajectory xmlns=\"http://www.energistics.org/energyml/data/witsmlv2\" schemaVersion=\"2.0\"/>", "WITSML 2.0 Trajectory")]
    public async Task Objects_of_witsml_2_are_named_as_not_read_with_what_to_export(string document, string expected)
    {
        _files.Write("a.xml", document);
        var error = await Should.ThrowAsync<RecordedDataException>(() => _files.ReadWitsmlAsync());
        error.Message.ShouldContain($"a.xml: {expected}: WITSML 2 is not read. Export the log as WITSML 1.4.1.1");
    }
}
