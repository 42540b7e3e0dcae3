using System.Globalization;
using System.Text;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;

namespace Maintenance.Ingest.Tests.Formats;

/// <summary>Up to seven significant digits of a value, and whole numbers of up to fourteen, come back as they were sent.</summary>
public sealed class DigitsTests : IDisposable
{
    private readonly IngestHarness _harness = new();

    public static TheoryData<string> Forms => ["json", "csv", "block"];

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Of_a_custom_channel_in_every_decade(string form)
    {
        var random = new Random(7);
        List<string> sent = ["118.9", "0.0009999999", "0.0009765637", "9999999000", "8589973000", "16777217", "-23456789", "99999999999999",
            "0.1", "0", "-0.5", "1777896000123"];
        for (var decade = -12; decade < 13; decade++)
        {
            for (var i = 0; i < 200; i++)
            {
                var digits = random.Next(1, 8);
                var mantissa = random.NextInt64((long)Math.Pow(10, digits - 1), (long)Math.Pow(10, digits));
                sent.Add($"{mantissa}e{decade - digits}");
            }
        }

        await AcceptAsync(form, sent);

        var record = _harness.Log.Records.ShouldHaveSingleItem();
        for (var i = 0; i < sent.Count; i++)
        {
            var (value, remainder) = (record["own"][i], record.Remainders["own"][i]);
            var back = remainder == 0 ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                : (double)value + remainder;
            back.ToString("G14", CultureInfo.InvariantCulture)
                .ShouldBe(double.Parse(sent[i], CultureInfo.InvariantCulture).ToString("G14", CultureInfo.InvariantCulture), sent[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Values_that_a_float_holds_cost_no_second_column(string form)
    {
        await AcceptAsync(form, ["118.9", "0.1", "16777216", "17.123456789012", "-3.25"]);

        _harness.Log.Records.ShouldHaveSingleItem().Remainders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reading_of_many_long_counters_fills_a_record_or_is_refused_by_name()
    {
        var most = string.Join(',', Enumerable.Range(0, 115).Select(i => $"\"c{i}\":12345{10_001 + (2 * i)}"));

        (await _harness.JsonAsync($$"""{"asset":"D1","time":1777896000,{{most}}}""")).Accepted.ShouldBe(1);
        var refused = await _harness.JsonAsync($$"""{"asset":"D1","time":1777896000,{{most}},"d":123456789,"e":123456789}""");

        _harness.Log.Records.ShouldHaveSingleItem().Remainders.Count.ShouldBe(115);
        refused.Rejections.ShouldHaveSingleItem().Detail.ShouldContain("custom channels");
    }

    private async Task AcceptAsync(string form, List<string> values)
    {
        var json = form != "csv";
        var text = form switch
        {
            "json" => string.Concat(values.Select((v, i) => $"{{\"asset\":\"D1\",\"time\":{1_777_890_000 + i},\"own\":{v}}}\n")),
            "csv" => "asset,time,own\n" + string.Concat(values.Select((v, i) => $"D1,{1_777_890_000 + i},{v}\n")),
            _ => $"{{\"asset\":\"D1\",\"time\":1777890000,\"intervalMs\":1000,\"channels\":{{\"own\":[{string.Join(',', values)}]}}}}",
        };
        var result = await _harness.AcceptAsync(json ? JsonFormat.Instance : CsvFormat.Instance, Encoding.UTF8.GetBytes(text));
        (result.Accepted, result.Rejected).ShouldBe((values.Count, 0));
    }
}
