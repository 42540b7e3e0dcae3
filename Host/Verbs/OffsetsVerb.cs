using System.CommandLine;
using System.Text.Json;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Host.Access;

namespace Maintenance.Host.Verbs;

/// <summary><c>offsets</c>: how far scoring has read the log, and moving it to another offset.</summary>
internal static class OffsetsVerb
{
    public static Command Create() => new("offsets", "Committed offsets of scoring and the dead letters per partition of the telemetry "
        + "log.") { List(), Move() };

    private static Command List()
    {
        var (data, set, json) = (VerbOptions.Data(), VerbOptions.Set(), VerbOptions.Json());
        var command = new Command("list", "Lists the offsets, the log's range, and why a partition is stopped. Exit code 1 if one is "
            + "stopped.") { data, set, json };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, parsed.GetValue(set), async offsets =>
        {
            var found = await offsets.ListAsync(cancellationToken);
            Print(found, parsed.GetValue(json));
            return found.Any(o => o.Problem is not null) ? 1 : 0;
        }, cancellationToken));
        return command;
    }

    private static Command Move()
    {
        var topic = new Option<string>("--topic") { Description = "Topic.", DefaultValueFactory = _ => Topics.Telemetry };
        var partition = new Option<int>("--partition") { Description = "Partition.", Required = true };
        var to = new Option<string>("--to")
        {
            Description = "Where the reader resumes: beginning, end, or an offset of the log between "
            + "them.", Required = true
        };
        var reason = new Option<string>("--reason") { Description = "Reason, recorded in the audit.", Required = true };
        var (data, set, json) = (VerbOptions.Data(), VerbOptions.Set(), VerbOptions.Json());
        var command = new Command("move", "Moves a reader to another offset. Readings already stored are recognised as duplicates when "
            + "read again; dead letters are stored again.")
        {
            topic, partition, to, reason, data, set, json,
        };
        command.SetAction((parsed, cancellationToken) => WithAsync(parsed.GetValue(data)!, parsed.GetValue(set), async offsets =>
        {
            var moved = await offsets.MoveAsync(
                parsed.GetValue(topic)!, parsed.GetValue(partition), parsed.GetValue(to)!, parsed.GetValue(reason)!, Environment.UserName,
                cancellationToken);
            Print([moved], parsed.GetValue(json));
            return 0;
        }, cancellationToken));
        return command;
    }

    private static async Task<int> WithAsync(string data, string[]? settings, Func<IReaderOffsets, Task<int>> act,
        CancellationToken cancellationToken)
    {
        await using var access = await OffsetAccess.OpenAsync(data, settings ?? [], cancellationToken);
        return await act(access.Offsets);
    }

    private static void Print(IReadOnlyList<ReaderOffset> offsets, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { offsets }, JsonSerializerOptions.Web));
            return;
        }
        EvaluationTable.Write(
            ["reader", "topic", "partition", "next offset", "log from", "to", "lag"],
            offsets.Select(o => (object[])[o.Reader, o.Topic, o.Partition, (object?)o.Next ?? "-", o.Beginning, o.End, o.Lag]));
        foreach (var problem in offsets.Select(o => o.Problem).OfType<string>()) Console.Out.WriteLine(problem);
    }
}
