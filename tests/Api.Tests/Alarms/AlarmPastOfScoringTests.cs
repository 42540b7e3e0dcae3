using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>What was known when, of alarms that Scoring makes of late and corrected data while operators act on them.</summary>
public sealed class AlarmPastOfScoringTests(ITestOutputHelper output)
{
    private const int Snapshots = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly string Columns = AlarmEventRow.Table.ColumnList;

    [Fact]
    public async Task As_of_T_equals_what_the_list_REST_and_SQL_really_gave_at_T()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var clock = new SetClock(UnixMicros.ToUtc(Records.Start + (10 * Records.Second)), hasTimers: false);
        await using var fixture = await AlarmFixture.StartAsync(clock,
            Rule("hot", 20, 1) with { Latched = true, OnDelay = TimeSpan.FromSeconds(5), OffDelay = TimeSpan.FromSeconds(60) },
            Rule("warm", 19, 0) with { MaskedBy = "hot", ReAlarmAfter = TimeSpan.FromMinutes(5) },
            Rule("very_hot", 21.5, 0) with { OnDelay = TimeSpan.FromSeconds(30) },
            Rule("quiet", AlarmSignals.DataGap, 60, 0) with { OffDelay = TimeSpan.FromSeconds(20) });
        using var program = fixture.Host.Program();
        await using var drills = new Drills(fixture, clock, random);
        var taken = new List<(long At, string Alarms, string Listed, string Sql)>();
        while (taken.Count < Snapshots)
        {
            clock.Now = clock.Now.AddSeconds(random.Next(1, 90)).AddMicroseconds(random.Next(1_000_000));
            if (random.Next(3) < 2) await drills.SendAsync();
            else await fixture.ActAsync(random, clock.Now);
            fixture.Book.Advance();
            await fixture.Book.FollowAsync(fixture.Host.Store, CancellationToken.None);
            if (random.Next(2) > 0) continue;
            taken.Add((UnixMicros.Of(clock.Now), Text(fixture.Book.All), await program.GetStringAsync("/api/v1/alarms"),
                await SqlAsync(fixture, $"SELECT {Columns} FROM alarm_event_current ORDER BY asset, rule, level, event_time")));
        }
        taken.Select(t => t.Alarms).Distinct(StringComparer.Ordinal).Count()
            .ShouldBeGreaterThan(Snapshots / 4, "the history must be lively");
        var (withdrawn, late) = await fixture.CountAsync();
        withdrawn.ShouldBeGreaterThan(0, "late data must have withdrawn alarms");
        taken.ShouldContain(t => t.Sql.Contains("quiet", StringComparison.Ordinal), "silence must have raised an alarm");
        late.ShouldBeGreaterThan(0, "late data must have corrected alarms");
        var past = fixture.Host.Services.GetRequiredService<AlarmPast>();
        foreach (var (at, alarms, listed, sql) in taken)
        {
            var time = UnixMicros.ToUtc(at);
            Text(await past.AsOfAsync(at, CancellationToken.None)).ShouldBe(alarms, $"as of {time:O}");
            (await program.GetStringAsync($"/api/v1/alarms?asOf={time:O}")).ShouldBe(listed, $"REST as of {time:O}");
            (await SqlAsync(fixture, $"SELECT {Columns} FROM (SELECT {Columns}, row_number() OVER (PARTITION BY asset, rule, level, "
                + "event_time ORDER BY known_at DESC, log_offset DESC) AS place FROM alarm_event WHERE known_at <= ?) AS e WHERE place = 1 "
                + "ORDER BY asset, rule, level, event_time", time)).ShouldBe(sql, $"SQL as of {time:O}");
        }
    }

    private static AlarmRule Rule(string id, double limit, double deadband) => Rule(id, "bearing_temperature", limit, deadband);

    private static AlarmRule Rule(string id, string signal, double limit, double deadband) => AlarmFixture.Rule(id) with
    {
        Levels = [new AlarmLevel("high", AlarmPriority.Medium,
            new AlarmCondition.Compare(signal, AlarmComparison.Above, limit, deadband, Word: null))],
    };

    private static string Text(IEnumerable<Alarm> alarms) => string.Join('\n', alarms.Where(a => a.State != AlarmState.Normal)
        .OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => (a with { Version = 0 }).ToString()));

    private static async Task<string> SqlAsync(AlarmFixture fixture, string sql, params object?[] parameters) => string.Join('\n',
        (await fixture.Host.Store.QueryAsync(new StoreQuery(sql, parameters), CancellationToken.None)).Read<AlarmEventRow>());

    /// <summary>Two drills whose blocks come in order or late, through a real worker into the host's store and feed.</summary>
    private sealed class Drills : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly ScriptedLog _log = new();
        private readonly List<(string Asset, int Second, float Value)> _held = [];
        private readonly Dictionary<string, float> _values = new() { [AlarmFixture.North] = 20, [AlarmFixture.South] = 20 };
        private readonly SetClock _clock;
        private readonly Random _random;
        private readonly PartitionWorker _worker;
        private readonly Task _running;

        public Drills(AlarmFixture fixture, SetClock clock, Random random)
        {
            (_clock, _random) = (clock, random);
            var host = fixture.Host;
            _worker = new PartitionWorker(new ScoringServices(_log, host.Store, host.Registry, ServingModels.Fixed(new StepModel()),
                host.Services.GetRequiredService<AlarmRules>(), host.Feed, RecordTraces.Off,
                new ScoringOptions { Reader = "scoring", CommitInterval = TimeSpan.Zero }, clock, NullLogger.Instance), partition: 0);
            _running = _worker.RunAsync(_stop.Token);
        }

        // A block of each drill, some held back, and some that were held back.
        public async Task SendAsync()
        {
            var blocks = new List<(string Asset, int Second, float Value)>();
            foreach (var asset in (string[])[AlarmFixture.North, AlarmFixture.South])
            {
                _values[asset] += ((_random.NextSingle() - 0.5f) * 3) + ((20 - _values[asset]) * 0.1f);
                var block = (asset, (int)((UnixMicros.Of(_clock.Now) - Records.Start) / Records.Second) - 2, _values[asset]);
                (_random.Next(4) == 0 ? _held : blocks).Add(block);
            }
            while (_held.Count > 0 && _random.Next(3) == 0)
            {
                var late = _random.Next(_held.Count);
                blocks.Add(_held[late]);
                _held.RemoveAt(late);
            }
            _log.Add(blocks.Select(b => Records.Encode(Reading(b.Asset, b.Second, b.Value))));
            await Task.WhenAny(_running, _worker.WaitForPositionAsync(_log.End, _stop.Token)).Unwrap().WaitAsync(Patience);
        }

        private TelemetryRecord Reading(string asset, int second, float value)
        {
            var record = Records.Block(asset, second, received: UnixMicros.Of(_clock.Now));
            record.Columns.RemoveAll(c => c.ChannelId == StandardChannels.BearingTemperature);
            record.Columns.Add(new TelemetryColumn(
                StandardChannels.BearingTemperature, "", [.. Enumerable.Repeat(value, record.ReadingCount)]));
            return record;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
