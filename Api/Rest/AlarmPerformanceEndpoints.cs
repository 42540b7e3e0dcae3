using System.Text;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>The performance of the alarm system.</summary>
internal static class AlarmPerformanceEndpoints
{
    private const int MaxOperators = 1_000;
    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(7);

    private static readonly QueryColumn[] Columns =
    [
        new("figure", SqlValueKind.Text), new("asset", SqlValueKind.Text), new("rule", SqlValueKind.Text),
        new("value", SqlValueKind.Double), new("limit", SqlValueKind.Text), new("met", SqlValueKind.Boolean),
    ];

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/alarms/performance", GetAsync).Produces<AlarmPerformanceContract>().ProducesValidationProblem().WithTags("Alarms")
            .WithSummary("Alarm load, floods, chatter, bad actors, priorities and times as EEMUA 191 and ISA-18.2 measure them, in at most "
                + "400 days. Alarms-Incomplete says when retention has deleted some. With Accept: text/csv as a table.");

    private static async Task<IResult> GetAsync(
        string? from, string? to, string? region, string? operators, HttpContext context, UserContext user, AlarmPerformanceReport report,
        AlarmPast past, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var range = parameters.Range(from, to, DefaultRange);
        var sharing = parameters.Whole("operators", operators, otherwise: 1, low: 1, MaxOperators);
        // Hours to come would count as quiet ones.
        var end = Math.Min(range.ToUnixMicros, UnixMicros.Now(clock));
        if (parameters.AreValid && end <= range.FromUnixMicros) parameters.Refuse("from", "lies in the future; there are no figures yet.");
        if (parameters.AreValid && range.Length > AlarmWindow.Longest)
            parameters.Refuse("from", $"{range.Length.TotalDays:0} days before to; allowed are {AlarmWindow.Longest.TotalDays:0}.");
        if (!parameters.AreValid) return parameters.Problem();
        if (await past.AgedAsync(range.FromUnixMicros, cancellationToken) is { } aged)
            context.Response.Headers[AlarmEndpoints.Incomplete] = aged;
        var figures = await report.OfAsync(new AlarmWindow(range.FromUnixMicros, end, sharing), user.Scope, region, cancellationToken);
        var contract = AlarmPerformanceContract.Of(figures);
        return context.Request.GetTypedHeaders().Accept
            .Any(a => a.MediaType.Equals(CsvDownload.ContentType, StringComparison.OrdinalIgnoreCase))
            ? TypedResults.Text(await CsvAsync(contract, cancellationToken), CsvDownload.ContentType, Encoding.UTF8)
            : TypedResults.Ok(contract);
    }

    private static async Task<string> CsvAsync(AlarmPerformanceContract contract, CancellationToken cancellationToken)
    {
        using var text = new StringWriter();
        var rows = new CsvRows(text);
        await rows.StartAsync(Columns, cancellationToken);
        await rows.WriteAsync([.. contract.Rows()], cancellationToken);
        return text.ToString();
    }
}
