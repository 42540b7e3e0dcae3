using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Core.Business;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Business;

/// <summary>Reports of regions: what pages show, as JSON or CSV.</summary>
internal static class RegionReportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/regions/reports", GetAllAsync).Produces<RegionReport[]>().ProducesValidationProblem().WithTags("Business")
            .WithSummary("Production, lost time, risk and budget of each region in the current period; with Accept: text/csv as a file.");
        api.MapGet("/regions/{region}/report", GetOneAsync).Produces<RegionReport>().ProducesValidationProblem().ProducesProblem(404)
            .WithTags("Business")
            .WithSummary("Production, lost time, risk and budget of a region in the current period; with Accept: text/csv as a file.");
    }

    /// <summary>The kind of period that is asked for; null, refused, when there is none such.</summary>
    public static string? Period(string? period, Parameters parameters)
    {
        var kind = string.IsNullOrWhiteSpace(period) ? RegionReports.DefaultPeriod : period;
        if (BusinessPeriod.Kinds.Contains(kind)) return kind;
        parameters.Refuse("period", $"'{period}' is not allowed; expected one of {string.Join(", ", BusinessPeriod.Kinds)}.");
        return null;
    }

    private static async Task<IResult> GetAllAsync(string? period, HttpRequest request, UserContext user, RegionReports reports,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (Period(period, parameters) is not { } kind) return parameters.Problem();
        var found = await reports.OfAllAsync(user.Scope, kind, cancellationToken);
        return CsvOfRecords.Wanted(request)
            ? new CsvOfRecords<RegionFigureLine>(RegionFigureLine.Of(found), "regions.csv") : TypedResults.Ok(found);
    }

    private static async Task<IResult> GetOneAsync(string region, string? period, HttpRequest request, UserContext user,
        RegionReports reports, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (Period(period, parameters) is not { } kind) return parameters.Problem();
        if (await reports.OfAsync(user.Scope, region, kind, cancellationToken) is not { } found)
            return TypedResults.Problem($"region: there is no region '{region}' that you may see.",
                statusCode: StatusCodes.Status404NotFound);
        return CsvOfRecords.Wanted(request)
            ? new CsvOfRecords<RegionFigureLine>(RegionFigureLine.Of([found]), $"{found.Region}.csv") : TypedResults.Ok(found);
    }
}
