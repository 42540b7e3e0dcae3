using System.Text;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Tests.Formats.Csv;

public sealed class CsvDecoderTests : IDisposable
{
    private const long T0 = 1_777_896_000_000_000;
    private readonly IngestHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Rows_of_several_assets_become_their_records_with_empty_and_NaN_as_missing()
    {
        var result = await _harness.CsvAsync("asset,time,rpm,Weight_On_Bit,\"own, quoted "
            + "\"\"x\"\"\"\r\nD1,2026-05-04T12:00:00Z,120,,1\r\nD2,1777896000,90,5,nan\r\n\r\nD1,1777896001000,121,7,\"3\"\r\n");

        result.Accepted.ShouldBe(3);
        var d1 = _harness.Log.Records.Single(r => r.Asset == "D1");
        d1.Times.ShouldBe([T0, T0 + 1_000_000]);
        d1["rotary_speed"].ShouldBe([120, 121]);
        d1["weight_on_bit"].ShouldBe([float.NaN, 7]);
        d1["own, quoted \"x\""].ShouldBe([1, 3]);
        _harness.Log.Records.Single(r => r.Asset == "D2")["own, quoted \"x\""].ShouldBe([float.NaN]);
    }

    [Fact]
    public async Task Asset_may_come_from_the_address_and_rows_may_be_numbered()
    {
        var result = await _harness.CsvAsync("time,epoch,sequence,rpm\n1777896000,1,0,1\n1777896001,1,1,2", asset: "D3");

        result.Ranges.ShouldBe([new("D3", 1, 0, 1)]);
        _harness.Log.Records.ShouldHaveSingleItem().Flags.ShouldBe(RecordFlags.Sequenced | RecordFlags.HasTimes);
    }

    [Theory]
    [InlineData("D1,1777896000,fast", DeadLetterReason.WrongType, "line 3: 'fast' in column 'rpm'")]
    [InlineData("D1,1777896000,inf", DeadLetterReason.NotFinite, "line 3")]
    [InlineData("D1,1777896000,-1.#INF", DeadLetterReason.NotFinite, "infinite; leave a missing value empty")]
    [InlineData("D1,1777896000,1e39", DeadLetterReason.NotFinite, "too large for a 32-bit number")]
    [InlineData("D1,1777896000,N/A", DeadLetterReason.WrongType, "'N/A' in column 'rpm' is not a number; leave a missing value empty")]
    [InlineData("D1,1777896000,True", DeadLetterReason.WrongType, "send 1 or 0")]
    [InlineData("D1,1777896000,\"118,5\"", DeadLetterReason.WrongType, "the decimal mark is a point")]
    [InlineData("D1,1777896000,Infinity", DeadLetterReason.NotFinite, "line 3")]
    [InlineData("D1,noon,1", DeadLetterReason.WrongType, "line 3: 'noon'")]
    [InlineData("D1,,1", DeadLetterReason.MissingField, "'time' is missing")]
    [InlineData("D1,1777896000", DeadLetterReason.Truncated, "line 3: 2 fields")]
    [InlineData("D1,1777896000,1,2", DeadLetterReason.Malformed, "line 3: more than 3 fields")]
    [InlineData("D1,1777896000,\"1", DeadLetterReason.Malformed, "line 3: a quote")]
    [InlineData("D1,1777896000,\"1\"x", DeadLetterReason.Malformed, "line 3: a quote is closed but followed by text")]
    [InlineData("D1,1777896000,1\"", DeadLetterReason.Malformed, "line 3: a quote appears inside an unquoted field")]
    [InlineData("GHOST,1777896000,1", DeadLetterReason.UnknownAsset, "'GHOST'")]
    [InlineData("D1,2099-01-01T00:00:00Z,1", DeadLetterReason.TimeAhead, "ahead")]
    public async Task Bad_row_goes_to_the_dead_letters_and_the_others_are_accepted(string row, DeadLetterReason reason, string detail)
    {
        var result = await _harness.CsvAsync($"asset,time,rpm\nD1,1777895000,10\n{row}\nD2,1777895001,20\n");

        (result.Accepted, result.Rejected).ShouldBe((2, 1));
        var letter = _harness.Log.Letters.ShouldHaveSingleItem();
        letter.Reason.ShouldBe(reason);
        letter.Detail.ShouldContain(detail);
        Encoding.UTF8.GetString(letter.Payload.Span).ShouldBe(row);
        _harness.Log.Records.Select(r => r.Asset).ShouldBe(["D1", "D2"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("asset,rpm\nD1,1", "no column 'time'")]
    [InlineData("asset,time,rpm,RPM\nD1,1777896000,1,2", "'RPM' twice")]
    [InlineData("asset,time,\nD1,1777896000,1", "column 3 of the header: channel name '' has 0 bytes")]
    [InlineData("asset,time,p\u0007\nD1,1777896000,1", "control character U+0007")]
    [InlineData("asset;time;rpm\nD1;1777896000;1,5", "separated by semicolons")]
    [InlineData("asset\ttime\trpm\nD1\t1777896000\t1", "separated by tabs")]
    [InlineData("\"asset\"|\"ts\"|rpm\nD1|1777896000|1", "separated by vertical bars")]
    [InlineData("asset|ts|rpm\nD1|1777896000|1", "separated by vertical bars")]
    [InlineData("# made by hand\nasset,time,rpm\nD1,1777896000,1", "no column 'time'; found: # made by hand")]
    [InlineData("asset,time,ts,rpm\nD1,1777896000,1777896000,1", "'time' and 'ts' of the header mean the same")]
    [InlineData("asset,time,rpm,Rotary_Speed\nD1,1777896000,1,2", "'rpm' and 'Rotary_Speed' of the header mean the same")]
    [InlineData("asset,time,own,OWN\nD1,1777896000,1,2", "'OWN' twice")]
    [InlineData("asset,time,values\nD1,1777896000,1", "'values' has a meaning in JSON only")]
    [InlineData("asset,time,WOB (klbf)\nD1,1777896000,20", "column 3: 'WOB (klbf)' names channel weight_on_bit with a unit")]
    [InlineData("asset,time,Torque [kft.lbf]\nD1,1777896000,20", "convert the values to N.m")]
    [InlineData("asset,time,Bearing Temperature degF\nD1,1777896000,20", "convert the values to degC")]
    [InlineData("asset,time,spp psi\nD1,1777896000,20", "convert the values to Pa")]
    [InlineData("asset,time,rpm", "no row follows the header")]
    [InlineData("asset,time,rpmD1,1777896000,118D1,1777896001,119", "their line ends were lost")]
    [InlineData("\r\n\n\r", "the header row is missing")]
    [InlineData("\0\0", "the header row is missing")]
    [InlineData("\"asset,time,rpm\nD1,1777896000,1", "a quote in the header")]
    public async Task Bad_head_refuses_the_payload(string csv, string detail)
    {
        var result = await _harness.CsvAsync(csv);

        result.Accepted.ShouldBe(0);
        _harness.Log.Letters.ShouldHaveSingleItem().Detail.ShouldContain(detail);
    }

    [Fact]
    public async Task A_quote_that_is_not_closed_costs_its_row_although_a_later_row_has_one_too()
    {
        var result =
            await _harness.CsvAsync("asset,time,rpm\nD1,1777895000,\"10\nD1,1777895001,11\nD1,1777895002,\"12\"\nD1,1777895003,\"13\n");

        (result.Accepted, result.Rejected).ShouldBe((2, 2));
        _harness.Log.Letters.Select(l => l.Detail).ShouldBe(["line 2: a quote is not closed on its line", "line 5: a quote is not closed "
            + "on its line"]);
        _harness.Log.Records.ShouldHaveSingleItem()["rotary_speed"].ShouldBe([11, 12]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Lines_may_end_as_any_system_ends_them_and_a_byte_order_mark_is_no_name(string end)
    {
        var result = await _harness.CsvAsync($"\uFEFFasset,time,rpm{end}{end}D1,1777895000,10{end}D1,1777895001,x{end}D1,1777895002,12");

        (result.Accepted, result.Rejected).ShouldBe((2, 1));
        _harness.Log.Letters.ShouldHaveSingleItem().Detail.ShouldStartWith("line 4: 'x'");
    }

    [Theory]
    [InlineData("WOB (N)", "weight_on_bit")]
    [InlineData("Rotary Speed [rpm]", "rotary_speed")]
    [InlineData("bearing_temperature (°C)", "bearing_temperature")]
    [InlineData("torque limit", "torque limit")]
    [InlineData("Pump Temp (degF)", "Pump Temp (degF)")]
    public async Task A_unit_in_a_head_is_the_channels_own_or_belongs_to_the_name_of_a_custom_channel(string head, string channel)
    {
        (await _harness.CsvAsync($"asset,time,{head}\nD1,1777896000,20")).Accepted.ShouldBe(1);

        _harness.Log.Records.ShouldHaveSingleItem()[channel].ShouldBe([20]);
    }

    [Theory]
    [InlineData("nan")]
    [InlineData("-nan")]
    [InlineData("-nan(ind)")]
    [InlineData("1.#QNAN")]
    public async Task NaN_is_missing_however_a_program_writes_it(string nan)
    {
        (await _harness.CsvAsync($"asset,time,rpm,wob\nD1,1777896000,{nan},2\0\0")).ShouldSatisfyAllConditions(
            r => r.Accepted.ShouldBe(1), r => r.Rejected.ShouldBe(0));

        _harness.Log.Records.ShouldHaveSingleItem()["rotary_speed"].ShouldBe([float.NaN]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Every_row_is_accepted_or_refused_whatever_is_in_it(string end)
    {
        var random = new Random(1310);
        const string alphabet = "D1,\"0.5eaN-:TZ;ø\0 \t";
        for (var i = 0; i < 1000; i++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new string(
                [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => alphabet[random.Next(alphabet.Length)]), 'x'])).ToList();

            var result = await _harness.CsvAsync($"asset,time,rpm{end}{string.Join(end, rows)}{(i % 2 == 0 ? end : "")}");

            (result.Accepted + result.Rejected).ShouldBe(rows.Count, string.Join('\n', rows));
        }
    }

    [Fact]
    public async Task Random_text_never_throws_and_accounts_for_every_row()
    {
        var random = new Random(4711);
        const string alphabet = "D1,\"\n\r0.5eaN-:TZ;ø";
        for (var i = 0; i < 3000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var result = await _harness.CsvAsync("asset,time,rpm\n" + text);
            (result.Accepted + result.Rejected).ShouldBeGreaterThanOrEqualTo(text.Split('\n').All(l => l.Trim('\r').Length == 0)
                ? 0 : 1, text);
        }
    }
}
