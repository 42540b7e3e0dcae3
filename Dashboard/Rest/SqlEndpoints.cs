using System.Text.Json;
using System.Text.Json.Serialization;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Rest;

/// <summary>Read-only SQL for programs; the page <c>/sql</c> is for people.</summary>
internal static class SqlEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sql", PostAsync).RequireAuthorization(DashboardPolicies.WholeFleetEngineer)
            .Produces<SqlAnswer>().ProducesProblem(400).WithTags("SQL")
            .WithSummary("Runs one reading statement. Engineers and admins of all regions.");

    /// <summary>The server's limits, with fewer rows where the caller wants fewer.</summary>
    public static QueryLimits Limits(DashboardOptions options, int? maxRows) =>
        new(Math.Min(maxRows ?? options.SqlMaxRows, options.SqlMaxRows), options.SqlTimeout);

    private static async Task<IResult> PostAsync(
        SqlRequest body, IConditionStore store, IOptions<DashboardOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (string.IsNullOrWhiteSpace(body.Query)) parameters.Refuse("query", "is empty; one reading statement is allowed, for example SELECT 1.");
        if (body.MaxRows is < 1) parameters.Refuse("maxRows", $"{body.MaxRows} is not allowed; whole numbers from 1 are.");
        if (!parameters.AreValid) return parameters.Problem();
        var result = await store.QueryReadOnlyAsync(body.Query!, Limits(options.Value, body.MaxRows), cancellationToken);
        return TypedResults.Json(new SqlAnswer(result.Columns, result.Rows, result.Truncated), Json);
    }
}
