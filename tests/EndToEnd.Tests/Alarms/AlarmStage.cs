using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>Pages over a store of their own, with a real browser: for what needs alarms at exact moments and in great number.</summary>
public sealed class AlarmStage : IAsyncLifetime
{
    public const int Drills = 40;
    private readonly Dictionary<string, AlarmRule> _rules = new(StringComparer.Ordinal);
    private long _offset;
    private Chromium? _browser;

    public StageHost Host { get; private set; } = null!;

    public static string DrillOf(int i) => $"NS-ALPHA-RIG{i % 8 + 1}-D{i:00}";

    public async Task InitializeAsync()
    {
        Host = await StageHost.StartAsync(fill: (_, registry) =>
        {
            registry.AddOrReplace([.. Enumerable.Range(0, Drills).Select(i => Rows.Drill(DrillOf(i), i % 2 == 0 ? "north-sea"
                : "santos"))]);
            return Task.CompletedTask;
        });
        _browser = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        await Host.DisposeAsync();
    }

    /// <summary>Puts alarms into the book, as known by now: as Scoring publishes their rows, once the book listens to them.</summary>
    internal void Put(IEnumerable<Alarm> alarms)
    {
        var known = alarms.ToList();
        foreach (var alarm in known) _rules[alarm.Rule] = alarm.Definition;
        Host.Services.GetRequiredService<AlarmRules>().Use(AlarmRuleSet.Of([.. _rules.Values]));
        Host.Feed.PublishAlarms([.. known.Select(RowOf)]);
    }

    /// <summary>Acknowledges an alarm as it stands, as another operator.</summary>
    internal async Task AcknowledgeAsync(string id)
    {
        var seen = SeenAlarm.Of(Host.Services.GetRequiredService<AlarmBook>().Find(id)!);
        var outcome = await Host.Services.GetRequiredService<AlarmActions>().AcknowledgeAsync(
            new AlarmActor("olga", RegionScope.All), [seen], comment: null, requestKey: null, CancellationToken.None);
        outcome.Done.ShouldBe(1);
    }

    private AlarmEventRow RowOf(Alarm alarm) => new()
    {
        Asset = alarm.Asset, Rule = alarm.Rule, Level = alarm.Level, EventTimeUnixMicros = alarm.OnsetUnixMicros,
        KnownAtUnixMicros = alarm.KnownAtUnixMicros, LogPartition = 0, LogOffset = ++_offset, RuleVersion = 1,
        Priority = (int)alarm.Priority,
        RaisedUnixMicros = alarm.RaisedUnixMicros, ReturnedUnixMicros = alarm.ReturnedUnixMicros, Value = alarm.Value, Limit = alarm.Limit,
        Withdrawn = alarm.IsWithdrawn, Because = alarm.Because,
    };

    internal async Task<Visit> VisitAsync(
        string device = "desktop", ColorScheme colours = ColorScheme.Light, bool script = true, bool signIn = true,
        string? url = null)
    {
        var visit = await _browser!.VisitAsync(url ?? Host.Url, device, colours, script);
        if (signIn) await visit.SignInAsync();
        return visit;
    }
}
