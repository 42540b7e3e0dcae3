using System.Globalization;
using System.Net;
using System.Text.Json;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Verbs;

/// <summary><c>verify --asset --at</c>: recomputes one stored assessment, through the running host if there is one.</summary>
internal static class VerifyOne
{
    public static async Task<int> RunAsync(string data, string[] settings, string asset, string at, bool json,
        CancellationToken cancellationToken)
    {
        if (!EventTimeParser.TryFromParameter(at, out var micros) || !UnixMicros.TryToUtc(micros, out var time))
            throw new OptionException($"--at: '{at}' is not a time; expected ISO 8601, for example 2026-05-04T12:00:00Z, or Unix time.");
        if (await RunningHost.FindAsync(data, cancellationToken) is { } host)
        {
            if (settings.Length > 0) throw new OptionException("--set: a host is running on this data directory and uses its own "
                + "options; leave --set out.");
            return await AskAsync(host, asset, time, json, cancellationToken);
        }
        await using var pipeline = await OfflinePipeline.OpenAsync(data, settings, cancellationToken);
        await pipeline.CatchUpAsync(cancellationToken);
        await pipeline.StopScoringAsync(cancellationToken);
        try
        {
            return await pipeline.Services.GetRequiredService<IAssessmentVerifier>().VerifyAsync(asset, time, cancellationToken)
                is { } found
                ? Print(found, json)
                : await RefuseAsync($"at: there is no assessment of {asset} within the hour before {time:O}.");
        }
        catch (UnverifiableException error)
        {
            return await RefuseAsync(error.Message);
        }
    }

    private static async Task<int> AskAsync(RunningHost host, string asset, DateTime at, bool json, CancellationToken cancellationToken)
    {
        using var client = host.CreateClient();
        using var response = await client.GetAsync($"/api/v1/assets/{Uri.EscapeDataString(asset)}/verification?at={at:O}",
            cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var reason = await Problem.ReadAsync(response, cancellationToken);
            return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.BadRequest
                ? await RefuseAsync(reason) : throw new StoreException(reason);
        }
        var found = (await response.Content.ReadFromJsonAsync<Answer>(JsonSerializerOptions.Web, cancellationToken))!;
        return Print(
            new VerifiedAssessment(
                found.Asset, found.EventTime, found.KnownAt, found.LogPartition, found.LogOffset, found.ModelHash, found.LifeModelHash,
                found.Records, found.Blocks,
                found.Inputs, found.Outputs, found.Outputs.FirstOrDefault(o => o.Name == "reasons")?.Computed),
            json);
    }

    private static int Print(VerifiedAssessment found, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(found, JsonSerializerOptions.Web));
            return found.IsEqual ? 0 : 1;
        }
        Console.Out.WriteLine($"{found.Asset} at {found.EventTime:O}, known "
            + $"at {found.KnownAt:O}: {(found.IsEqual ? "the same, bit for bit" : "DIFFERENT")}");
        Console.Out.WriteLine($"log {found.LogPartition}/{found.LogOffset}, {found.Records} records, {found.Blocks} blocks; "
            + $"model {found.ModelHash}; life model {found.LifeModelHash ?? "none"}");
        EvaluationTable.Write(["output", "stored", "recomputed", ""],
            found.Outputs.Select(o => (object[])[o.Name, o.Stored ?? "NULL", o.Computed ?? "NULL", o.IsEqual ? "" : "differs"]));
        EvaluationTable.Write(["input", "value", "unit"],
            found.Inputs.Select(i => (object[])[i.Name, i.Value is { } value
            ? value.ToString("R", CultureInfo.InvariantCulture) : "missing", i.Unit]));
        return found.IsEqual ? 0 : 1;
    }

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync($"Cannot verify: {message}");
        return 1;
    }

    /// <summary>The host's answer, without its reasons in words.</summary>
    private sealed record Answer(
        string Asset, DateTime EventTime, DateTime KnownAt, int LogPartition, long LogOffset, string ModelHash, string? LifeModelHash,
        int Records, int Blocks,
        IReadOnlyList<VerifiedInput> Inputs, IReadOnlyList<VerifiedOutput> Outputs);
}
