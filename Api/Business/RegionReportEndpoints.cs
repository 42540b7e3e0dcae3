using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Business;

/// <summary>Reports of regions: what pages show, as JSON, CSV or PDF.</summary>
internal static class RegionReportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/regions/reports", GetAllAsync).Produces<RegionReport[]>().ProducesValidationProblem().WithTags("Business")
            .WithSummary("Production, lost time, risk and budget of each region in a period; with Accept: text/csv as a file.");
        api.MapGet("/regions/changes", GetChangesAsync).Produces<RegionChange[]>().ProducesValidationProblem().WithTags("Business")
            .WithSummary("What changed in each region since yesterday: risks, alarms, production, work closed, money.");
        api.MapGet("/regions/{region}/report", GetOneAsync).Produces<RegionReport>().ProducesValidationProblem().ProducesProblem(404)
            .WithTags("Business")
            .WithSummary("Production, lost time, risk and budget of a region in a period; with Accept: text/csv or application/pdf as a "
                + "file.");
    }

    private static async Task<IResult> GetAllAsync([AsParameters] ReportSearch search, HttpRequest request, UserContext user,
        RegionReports reports, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var (period, units, _) = search.Read(reports, parameters);
        if (!parameters.AreValid) return parameters.Problem();
        var found = await reports.OfAllAsync(user.Scope, period, units, cancellationToken);
        return CsvOfRecords.Wanted(request) ? new CsvOfRecords<ReportLine>(ReportLine.Of(found), $"regions-{period.Key}.csv")
            : TypedResults.Ok(found);
    }

    private static async Task<IResult> GetChangesAsync(string? units, UserContext user, RegionChanges changes, RegionReports reports,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var (_, system, _) = new ReportSearch(null, units, null).Read(reports, parameters);
        return parameters.AreValid ? TypedResults.Ok(await changes.OfAsync(user.Scope, system, cancellationToken)) : parameters.Problem();
    }

    private static async Task<IResult> GetOneAsync(string region, [AsParameters] ReportSearch search, HttpRequest request, UserContext user,
        RegionReports reports, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var (period, units, zone) = search.Read(reports, parameters);
        if (!parameters.AreValid) return parameters.Problem();
        if (await reports.OfAsync(user.Scope, region, period, units, cancellationToken) is not { } found)
            return TypedResults.Problem($"region: there is no region '{region}' that you may see.",
                statusCode: StatusCodes.Status404NotFound);
        var file = $"{found.Region}-{period.Key}";
        if (CsvOfRecords.Wanted(request)) return new CsvOfRecords<ReportLine>(ReportLine.Of([found]), $"{file}.csv");
        return FileFormat.Wanted(request, "pdf", ReportPdf.ContentType)
            ? TypedResults.File(ReportPdf.Write(found, zone), ReportPdf.ContentType, $"{file}.pdf") : TypedResults.Ok(found);
    }
}
