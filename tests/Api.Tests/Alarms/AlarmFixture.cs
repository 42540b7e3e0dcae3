using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Api.Tests.Alarms;

/// <summary>A host over a store with two drills in two regions, and rules; events come as Scoring would commit and publish them.</summary>
internal sealed class AlarmFixture : IAsyncDisposable
{
    public const string North = "NO-GRANE-RIG2-D1";
    public const string South = "BR-BUZIOS-RIG1-D1";
    private long _offset;

    private AlarmFixture(StageHost host) => Host = host;

    public StageHost Host { get; }

    public AlarmBook Book => Host.Services.GetRequiredService<AlarmBook>();

    public AlarmActions Actions => Host.Services.GetRequiredService<AlarmActions>();

    public static AlarmActor Ann { get; } = new("ann", RegionScope.All);

    public static AlarmActor Bob { get; } = new("bob", RegionScope.All);

    public static async Task<AlarmFixture> StartAsync(TimeProvider? clock = null, params AlarmRule[] rules)
    {
        var host = await StageHost.StartAsync(clock, (_, registry) =>
        {
            registry.AddOrReplace([Rows.Drill(North, "north-sea"), Rows.Drill(South, "santos")]);
            return Task.CompletedTask;
        });
        host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of(rules.Length > 0 ? rules : [Rule("hot"), Rule("cold")]));
        return new AlarmFixture(host);
    }

    /// <summary>A second process over the same store.</summary>
    public async Task<AlarmFixture> OtherAsync()
    {
        var other = await StageHost.OverAsync(Host);
        other.Services.GetRequiredService<AlarmRules>().Use(Host.Services.GetRequiredService<AlarmRules>().Current);
        return new AlarmFixture(other);
    }

    public static AlarmRule Rule(string id) => new()
    {
        Id = id, Version = 1, Title = $"It is {id}", Levels = [], Cause = "Friction.", Consequence = "It seizes.", Action = "Reduce speed.",
        TimeToRespond = TimeSpan.FromMinutes(5),
    };

    public AlarmEventRow Event(string rule, DateTime onset, DateTime known, string asset = North, DateTime? returned = null,
        int priority = 2, string level = "high") => new()
        {
            Asset = asset, Rule = rule, Level = level, EventTimeUnixMicros = UnixMicros.Of(onset),
            KnownAtUnixMicros = UnixMicros.Of(known), LogPartition = 0, LogOffset = Interlocked.Increment(ref _offset), RuleVersion = 1,
            Priority = priority, RaisedUnixMicros = UnixMicros.Of(onset.AddSeconds(5)), ReturnedUnixMicros = UnixMicros.Of(returned),
            Value = 99, Limit = 95, Withdrawn = false, Because = "99 is above 95",
        };

    /// <summary>Something that an operator may do to some alarm.</summary>
    public async Task ActAsync(Random random, DateTime now)
    {
        var alarms = Book.All.OrderBy(a => a.Id, StringComparer.Ordinal).ToArray();
        if (alarms.Length == 0) return;
        SeenAlarm[] seen = [SeenAlarm.Of(alarms[random.Next(alarms.Length)])];
        var (actions, ann, none) = (Actions, Ann, CancellationToken.None);
        var until = UnixMicros.Of(now.AddMinutes(random.Next(1, 20)));
        _ = random.Next(9) switch
        {
            0 or 1 or 2 => await actions.AcknowledgeAsync(ann, seen, null, null, none),
            3 => await actions.ShelveAsync(ann, seen, until, random.Next(2) == 0, "noisy", null, none),
            4 => await actions.UnshelveAsync(ann, seen, null, null, none),
            5 => await actions.ResetAsync(ann, seen, null, null, none),
            6 => await actions.TakeOutOfServiceAsync(ann, seen, until, "test", null, none),
            7 => await actions.CommentAsync(ann, seen, "hm", null, none),
            _ => await actions.AssignAsync(ann, seen, "bob", null, none),
        };
    }

    public async Task CommitAsync(params AlarmEventRow[] rows)
    {
        await Host.CommitAsync(TableBatch.Of<AlarmEventRow>(rows));
        Host.Feed.PublishAlarms(rows);
    }

    public SeenAlarm Seen(string id) => SeenAlarm.Of(Book.Find(id)!);

    public Task<IReadOnlyList<OperatorActionRow>> ChainAsync() =>
        Maintenance.Queries.OperatorActionsQuery.AfterAsync(Host.Store, 0, 1_000_000, CancellationToken.None);

    /// <summary>Events that were withdrawn, and events that became known more than five minutes after their beginning.</summary>
    public async Task<(long Withdrawn, long Late)> CountAsync()
    {
        var query = new StoreQuery("SELECT count(CASE WHEN withdrawn = 1 THEN 1 END) AS withdrawn, "
            + "count(CASE WHEN known_at > event_time + INTERVAL 5 MINUTE THEN 1 END) AS late FROM alarm_event");
        var row = (await Host.Store.QueryAsync(query, CancellationToken.None)).First!.Value;
        return (row.Whole("withdrawn"), row.Whole("late"));
    }

    /// <summary>Null when the chain in the store is whole.</summary>
    public async Task<string?> BrokenAsync()
    {
        var chain = new OperatorActionChain();
        foreach (var row in await ChainAsync())
            if (chain.Check(row) is { } wrong) return wrong;
        return chain.CheckEnd(await Host.Store.ReadOffsetAsync(OffsetKey.OperatorActions, CancellationToken.None));
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
