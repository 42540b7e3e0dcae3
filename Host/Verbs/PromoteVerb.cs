using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Host.Composition;
using Maintenance.Host.Replication;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql.Standby;

namespace Maintenance.Host.Verbs;

/// <summary><c>promote</c>: a standby of the store takes over when the primary is lost or hands over.</summary>
internal static class PromoteVerb
{
    private const string Distributed = "Distributed";

    public static Command Create()
    {
        var server = new Argument<string>("server") { Description = "The standby, as listed in Store:MySqlWire:StandbyHosts." };
        var planned = new Option<bool>("--planned")
        {
            Description = "Hands over from a reachable primary: it is made read-only and "
            + "nothing is lost."
        };
        var user = new Option<string>("--admin-user")
        {
            Description = "User allowed to stop replication and lift read-only on the servers.",
            DefaultValueFactory = _ => "root"
        };
        var password = new Option<string?>("--admin-password-file") { Description = "File containing that user's password." };
        var patience = new Option<int>("--patience")
        {
            Description = "Seconds to wait for the standby to apply what it has received, 1 to 86400.",
            DefaultValueFactory = _ => 60
        };
        var (data, set, json) = (VerbOptions.Data(), VerbOptions.Set(), VerbOptions.Json());
        var command = new Command("promote", "Makes a standby of the store the primary, and reports what it lacks. "
            + "Running processes switch to it by themselves.")
        {
            server, planned, user, password, patience, data, set, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(patience) is < 1 or > 86_400) throw new OptionException("--patience: allowed: 1 to 86400 s.");
            if (parsed.GetValue(password) is { } file && !File.Exists(file))
                throw new OptionException($"--admin-password-file: '{file}' does not exist.");
            var promotion = new StandbyPromotion(
                parsed.GetValue(server)!, parsed.GetValue(user)!, parsed.GetValue(password), parsed.GetValue(planned),
                TimeSpan.FromSeconds(parsed.GetValue(patience)));
            return RunAsync(promotion, parsed.GetValue(data)!, parsed.GetValue(set) ?? [], parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(StandbyPromotion promotion, string data, string[] settings, bool json,
        CancellationToken cancellationToken)
    {
        var configuration = AppConfiguration.Build(Distributed, data, roles: null, settings);
        var store = configuration.GetSection(ConditionStoreOptions.SectionName).Get<ConditionStoreOptions>() ?? new();
        var result = await promotion.RunAsync(store, new Steps(), cancellationToken);
        var window = await MeasureAsync(configuration, result, cancellationToken);
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(new { result.Server, result.Term, window }, JsonSerializerOptions.Web));
        else Console.Out.WriteLine(Describe(result, window));
        return 0;
    }

    private static async Task<LossWindow?> MeasureAsync(IConfiguration configuration, StandbyPromotionResult result,
        CancellationToken cancellationToken)
    {
        var options = configuration.GetSection(TelemetryLogOptions.SectionName).Get<TelemetryLogOptions>() ?? new();
        if (options.Engine != TelemetryLogEngine.Kafka) return null; // an embedded log belongs to the process that runs it
        await using var log = TelemetryLogs.Open(options, TimeProvider.System, ConsoleLog.ToStandardError());
        var reader = (configuration.GetSection(ScoringOptions.SectionName).Get<ScoringOptions>() ?? new()).Reader;
        return await LossWindow.MeasureAsync(log, reader, result.Offsets, cancellationToken);
    }

    private static string Describe(StandbyPromotionResult result, LossWindow? window)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{result.Server} is now the primary, term {result.Term}.");
        if (window is null) return text;
        text += string.Create(CultureInfo.InvariantCulture,
            $"{Environment.NewLine}Loss window: {window.Readings:N0} readings in {window.Records:N0} records, received "
                + $"within {window.Seconds:0.0} s");
        if (window.From is { } from) text += $" (from {from:O})";
        text += ", are in the log but not in this store; the workers are scoring them again. What users changed in that time (accounts, "
            + "models, assets) is lost.";
        return window.Removed == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{window.Removed:N0} "
            + $"more records had already been removed from the log by retention: these are lost.");
    }

    private sealed class Steps : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
