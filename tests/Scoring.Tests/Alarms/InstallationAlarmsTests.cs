using System.Text;
using Maintenance.Core.Alarms;
using Maintenance.Core.Feed;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>A model that is refused is one alarm of the installation, judged by the default rule.</summary>
public sealed class InstallationAlarmsTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly StepReader _reader = new();
    private readonly AlarmRules _rules = new();
    private readonly LiveFeed _feed = new();
    private readonly List<AlarmEventRow> _published = [];

    [Fact]
    public async Task A_refused_champion_is_one_alarm_that_survives_a_restart_and_returns_when_a_model_serves()
    {
        _rules.Use(AlarmRuleDefaults.Set);
        using var subscription = _feed.SubscribeAlarms(_published.AddRange);
        using var registry = new ModelRegistry(fixture.Store, _clock, [_reader]);
        var models = new ServingModels(registry, NullLogger.Instance);
        await PromoteAsync(registry, "one");
        await models.RefreshAsync(CancellationToken.None);
        var alarms = Open(models);
        await LookAsync(alarms, models);
        (await RowsAsync()).ShouldBeEmpty("the champion serves");

        await PromoteAsync(registry, "two");
        _reader.Refuses = true;
        var refused = _clock.GetUtcNow().UtcDateTime;
        await LookAsync(alarms, models);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await LookAsync(alarms, models);
        (await RowsAsync()).ShouldBeEmpty("within the limit");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await LookAsync(alarms, models);
        await LookAsync(alarms, models);
        var raised = (await RowsAsync()).ShouldHaveSingleItem();
        (raised.Asset, raised.Rule, raised.Level, raised.EventTimeUnixMicros, raised.RaisedUnixMicros, raised.ReturnedUnixMicros).ShouldBe(
            ("@installation", "model_refused", "refused", UnixMicros.Of(refused), UnixMicros.Of(refused.AddSeconds(60)), UnixMicros.None));
        raised.Because.ShouldNotBeNull().ShouldContain("damaged on purpose");

        _clock.Advance(TimeSpan.FromHours(1));
        alarms = Open(models);
        await LookAsync(alarms, models);
        (await RowsAsync()).ShouldHaveSingleItem("after a restart it goes on");

        _reader.Refuses = false;
        _clock.Advance(TimeSpan.FromHours(1));
        var served = _clock.GetUtcNow().UtcDateTime;
        await LookAsync(alarms, models);
        await LookAsync(alarms, models);
        var rows = await RowsAsync();
        rows.Count.ShouldBe(2);
        (rows[0].EventTimeUnixMicros, rows[0].ReturnedUnixMicros).ShouldBe((raised.EventTimeUnixMicros, UnixMicros.Of(served)));
        _published.Where(r => r.Rule == "model_refused").ShouldBe([raised, rows[0]], "pages and messages learn of it");
    }

    [Fact]
    public async Task A_rule_that_is_gone_ends_its_alarm()
    {
        using var registry = new ModelRegistry(fixture.Store, _clock, [_reader]);
        var models = new ServingModels(registry, NullLogger.Instance);
        await PromoteAsync(registry, "three");
        await models.RefreshAsync(CancellationToken.None);
        await PromoteAsync(registry, "four");
        _reader.Refuses = true;
        _rules.Use(AlarmRuleSet.Of(Rule("refused_long"), Rule("refused_briefly")));
        var alarms = Open(models);
        await LookAsync(alarms, models);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await LookAsync(alarms, models);
        _rules.Use(AlarmRuleSet.Of(Rule("refused_long")));
        _clock.Advance(TimeSpan.FromSeconds(60));
        await LookAsync(alarms, models);
        (await RowsAsync("refused_long")).ShouldHaveSingleItem().ReturnedUnixMicros.ShouldBe(UnixMicros.None);
        (await RowsAsync("refused_briefly"))[0].ReturnedUnixMicros.ShouldBe(UnixMicros.Now(_clock));
    }

    [Fact]
    public void No_drill_is_judged_by_it() => new RuleCompiler().Of(AlarmRuleDefaults.Set, asset: null).Rules
        .ShouldNotContain(r => r.Period.Rule.Id == "model_refused");

    private InstallationAlarms Open(ServingModels models) => new(models, _rules, fixture.Store, _feed, _clock);

    private static async Task LookAsync(InstallationAlarms alarms, ServingModels models)
    {
        await models.RefreshAsync(CancellationToken.None);
        await alarms.JudgeAsync(CancellationToken.None);
    }

    private static async Task PromoteAsync(ModelRegistry registry, string name)
    {
        var model = await registry.ImportAsync(Encoding.ASCII.GetBytes(StepReader.Mark + name), card: null, "test", CancellationToken.None);
        await registry.SetStageAsync(model.Hash, ModelStages.Champion, "test", CancellationToken.None);
    }

    private Task<IReadOnlyList<AlarmEventRow>> RowsAsync(string rule = "model_refused") => AlarmEventsQuery.OfAlarmAsync(
        fixture.Store, AlarmSignals.Installation, rule, new DateTime(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc), 10, CancellationToken.None);

    private static AlarmRule Rule(string id) => new()
    {
        Id = id, Version = 1, Title = id, Cause = "", Consequence = "", Action = "", TimeToRespond = TimeSpan.FromHours(1),
        OnDelay = TimeSpan.Zero,
        Levels = [new AlarmLevel("refused", AlarmPriority.Low,
            new AlarmCondition.Compare(AlarmSignals.ModelRefused, AlarmComparison.Above, 30, 0, Word: null))],
    };

    /// <summary>Reads documents that name a <see cref="StepModel"/>, or refuses them as damaged.</summary>
    private sealed class StepReader : IModelReader
    {
        public const string Mark = "step:";

        public bool Refuses { get; set; }

        public string Format => "step";

        public bool Recognises(ReadOnlySpan<byte> document) => document.StartsWith("step:"u8);

        public IConditionModel Load(byte[] document) => Refuses ? throw new InvalidDataException("The document is damaged on purpose.")
            : new Named(new StepModel(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document)));
    }

    private sealed class Named(StepModel model, string hash) : IConditionModel
    {
        public string Name => model.Name;

        public string Hash => hash;

        public IReadOnlyList<string> Inputs => model.Inputs;

        public IReadOnlyList<string> Outputs => model.Outputs;

        public IReadOnlyDictionary<string, (float Low, float High)> UsualRanges => model.UsualRanges;

        public void Score(ReadOnlySpan<float> rows, int count, Span<float> results) => model.Score(rows, count, results);

        public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions) => model.Explain(row, output, contributions);
    }
}
