using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Host.Access;
using Maintenance.Host.Alarms;
using Maintenance.Host.Tests.Observability;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Host.Tests.Verbs;

/// <summary>The verb <c>alarm-rules</c>, and how a process comes to its rules.</summary>
[Collection(ProcessWide.Name)]
public sealed class AlarmRulesVerbTests
{
    private static readonly AlarmActor Me = new("me", RegionScope.All);

    [Fact]
    public async Task Rules_are_the_same_without_a_host_and_through_it()
    {
        var folder = Directory.CreateTempSubdirectory("rules-").FullName;
        await (await OpenStoreAsync(folder)).DisposeAsync();
        await using (var access = await AlarmRuleAccess.OpenAsync(folder, [], CancellationToken.None))
            await ChangeAsync(access.Rules, """{ "latched": true }""");
        await using var app = await RunningApp.StartInAsync(folder, ["Api"], []);
        await using var through = await AlarmRuleAccess.OpenAsync(folder, [], CancellationToken.None);
        var rows = await through.Rules.ListAsync(Me, CancellationToken.None);
        rows.Count.ShouldBe(AlarmRuleDefaults.Rows.Count + 1);
        rows.Where(r => r.Rule == "washout").Select(r => (r.Version, r.Scope, r.Author)).ShouldBe([(1, "fleet", "system"),
            (2, "fleet", "me")]);
        (await ChangeAsync(through.Rules, definition: null)).Version.ShouldBe(3);
        var wrong = new AlarmRuleChange("washout", "fleet", """{ "title": 7 }""", null, null);
        (await through.Rules.CheckAsync(wrong, Me, CancellationToken.None)).ShouldHaveSingleItem().Message.ShouldContain("title: is 7");
        (await Should.ThrowAsync<AlarmRuleException>(() => through.Rules.ChangeAsync(wrong, Me, CancellationToken.None)))
            .Message.ShouldContain("title: is 7");
    }

    [Fact]
    public async Task Defaults_come_once_and_never_over_what_somebody_made_or_removed()
    {
        await using var store = await OpenStoreAsync(Directory.CreateTempSubdirectory("rules-").FullName);
        var removed = AlarmRuleDefaults.Rows[0] with { Version = 7, Definition = null, Author = "me" };
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(removed)] }, CancellationToken.None);
        await AlarmRuleTable.SeedAsync(store, CancellationToken.None);
        await AlarmRuleTable.SeedAsync(store, CancellationToken.None);
        var rules = new AlarmRules();
        (await AlarmRuleTable.LoadAsync(store, rules, NullLogger.Instance, CancellationToken.None)).ShouldBe(AlarmRuleDefaults.Rows.Count);
        var periods = rules.Current.For(asset: null);
        periods.Count.ShouldBe(AlarmRuleDefaults.Rows.Count - 1);
        periods.ShouldNotContain(p => p.Rule.Id == removed.Rule);
        periods.ShouldAllBe(p => p.FromUnixMicros == long.MinValue);
    }

    [Fact]
    public async Task A_change_of_another_process_judges_when_the_feed_brings_it_and_without_a_feed_soon()
    {
        await using var store = await OpenStoreAsync(Directory.CreateTempSubdirectory("rules-").FullName);
        await AlarmRuleTable.SeedAsync(store, CancellationToken.None);
        var (clock, rules, feed) = (new FakeTimeProvider(), new AlarmRules(), new LiveFeed());
        using var watch = new AlarmRuleWatch(store, rules, feed, clock, NullLogger<AlarmRuleWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        await UntilAsync(() => rules.Current.Rules.Count == AlarmRuleDefaults.Rows.Count);
        var change = AlarmRuleDefaults.Rows[0] with { Version = 2, EffectiveUnixMicros = UnixMicros.Now(clock), Author = "other" };
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(change)] }, CancellationToken.None);
        feed.PublishActions([ChangeOf(change)]); // and the clock stands: nothing else makes it look
        await UntilAsync(() => rules.Current.DefinitionsOf(change.Rule).Count == 2);
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(change with { Version = 3 })] }, CancellationToken.None);
        await UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return rules.Current.DefinitionsOf(change.Rule).Count == 3;
        });
        await watch.StopAsync(CancellationToken.None);
    }

    private static OperatorActionRow ChangeOf(in AlarmRuleRow row) => new()
    {
        Sequence = 1, EventTimeUnixMicros = row.EffectiveUnixMicros, Actor = row.Author, Action = OperatorActions.RuleChange, Asset = null,
        Rule = row.Rule, OccurrenceUnixMicros = UnixMicros.None, Priority = 0, UntilUnixMicros = UnixMicros.None, Text = null,
        Detail = null, RequestKey = null, PreviousHash = "", Hash = "",
    };

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds()) await Task.Delay(5, patience.Token);
    }

    private static Task<AlarmRuleRow> ChangeAsync(IAlarmRuleAdministration rules, string? definition)
    {
        var washout = AlarmRuleDefaults.Rows.Single(r => r.Rule == "washout");
        var fields = AlarmRuleJson.Read(washout.Definition!);
        if (definition is not null) AlarmRuleJson.Lay(fields, AlarmRuleJson.Read(definition));
        return rules.ChangeAsync(new AlarmRuleChange("washout", "fleet", definition is null ? null : fields.ToJsonString(), null, null),
            Me, CancellationToken.None);
    }

    private static async Task<IConditionStore> OpenStoreAsync(string folder)
    {
        var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, CancellationToken.None);
        await store.MigrateAsync(CancellationToken.None);
        return store;
    }
}
