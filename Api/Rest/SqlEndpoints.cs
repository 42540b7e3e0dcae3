using System.Text.Json;
using System.Text.Json.Serialization;
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
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/sql", PostAsync).RequireAuthorization(AccessPolicies.WholeFleetEngineer)
            .Produces<SqlAnswer>().ProducesProblem(400).WithTags("SQL")
            .WithSummary("Runs one read-only statement. Engineers and admins of all regions.");

    private static async Task<IResult> PostAsync(
        SqlRequest body, IConditionStore store, IOptions<RestOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (string.IsNullOrWhiteSpace(body.Query)) parameters.Refuse("query", "is empty; give one read-only statement, for example "
            + "SELECT 1.");
        if (body.MaxRows is < 1) parameters.Refuse("maxRows", $"{body.MaxRows} is not allowed; expected a whole number from 1.");
        if (!parameters.AreValid) return parameters.Problem();
        var result = await store.QueryReadOnlyAsync(body.Query!, options.Value.SqlLimits(body.MaxRows), cancellationToken);
        return TypedResults.Json(new SqlAnswer(result.Columns, result.Rows, result.Truncated), Json);
    }
}
