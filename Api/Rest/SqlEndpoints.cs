using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Rest;

/// <summary>Read-only SQL for programs; the page <c>/sql</c> is for people.</summary>
internal static class SqlEndpoints
{
    /// <summary>Header that says whether a limit cut the rows.</summary>
    public const string TruncatedHeader = "Maintenance-Truncated";

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sql", PostAsync).RequireAuthorization(AccessPolicies.WholeFleetEngineer)
            .Produces<SqlAnswer>().ProducesProblem(400).WithTags("SQL")
            .WithSummary("Runs one read-only statement. Engineers and admins of all regions. With Accept: application/x-ndjson or text/csv "
                + "the rows are streamed, however many there are.");

    private static async Task<IResult> PostAsync(
        SqlRequest body, HttpContext context, IConditionStore store, IOptions<RestOptions> options, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (body.MaxRows is < 1) parameters.Refuse("maxRows", $"{body.MaxRows} is not allowed; expected a whole number from 1.");
        if (body.TimeoutSeconds is { } seconds && !(seconds > 0))
            parameters.Refuse("timeoutSeconds", $"{seconds} is not allowed; expected a number above 0.");
        if (!parameters.AreValid) return parameters.Problem();
        var sql = body.Query ?? ""; // the store refuses it if empty
        var timeout = body.TimeoutSeconds is { } wanted ? TimeSpan.FromSeconds(Math.Min(wanted, TimeSpan.MaxValue.TotalSeconds / 2))
            : (TimeSpan?)null;
        var exported = options.Value.ExportLimits(body.MaxRows, timeout);
        if (Accepts(context.Request, NdjsonRows.ContentType)) await StreamAsync(context.Response, store, sql, exported,
            cancellationToken);
        else if (Accepts(context.Request, CsvDownload.ContentType)) await CsvDownload.SendAsync(context, store, sql, exported);
        else
        {
            var result = await store.QueryReadOnlyAsync(sql, options.Value.SqlLimits(body.MaxRows, timeout), cancellationToken);
            context.Response.Headers[TruncatedHeader] = result.Truncated ? "true" : "false";
            return TypedResults.Json(new SqlAnswer(result.Columns, result.Kinds, result.Rows, result.Truncated), SqlJson.Options);
        }
        return TypedResults.Empty;
    }

    private static async Task StreamAsync(HttpResponse response, IConditionStore store, string sql, QueryLimits limits,
        CancellationToken cancellationToken)
    {
        using var rows = new NdjsonRows(response);
        try
        {
            await rows.EndAsync(await store.StreamReadOnlyAsync(sql, limits, rows, cancellationToken), cancellationToken);
        }
        catch (Exception error) when (response.HasStarted && error is (QueryRefusedException or StoreException))
        {
            await rows.FailAsync(error is QueryRefusedException ? error.Message : "The store is unavailable.", cancellationToken);
        }
    }

    private static bool Accepts(HttpRequest request, string type) => request.GetTypedHeaders().Accept
        .Any(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));
}
