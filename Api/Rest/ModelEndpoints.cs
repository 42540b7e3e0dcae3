using System.Text;
using Maintenance.Api.Access;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>The model registry. A refusal is 400 with the reason.</summary>
internal static class ModelEndpoints
{
    private const int MaxDocumentBytes = 64 << 20;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/models", GetModelsAsync).Produces<ModelContract[]>().WithTags("Models")
            .WithSummary("Registered models with their stage, champions first.");
        api.MapGet("/models/comparison", GetComparisonAsync).Produces<ModelComparison[]>().WithTags("Models")
            .WithSummary("How shadow models agreed with the champions they ran beside, newest first.");
        api.MapPost("/models", PostModelAsync).RequireAuthorization(AccessPolicies.WholeFleetEngineer).WithMetadata(new DocumentLimit())
            .Produces<ModelContract>().ProducesProblem(400).WithTags("Models")
            .WithSummary("Loads and verifies the document in the body (PMML or the zip of an ML.NET model) and registers it as a "
                + "candidate. Engineers and admins of all regions.");
        api.MapGet("/models/{hash}/document", GetDocumentAsync).Produces<byte[]>(200, "application/xml", "application/zip")
            .ProducesProblem(400).WithTags("Models")
            .WithSummary("A model's document as imported.");
        api.MapPut("/models/{hash}/card", PutCardAsync).RequireAuthorization(AccessPolicies.WholeFleetEngineer)
            .Produces<ModelContract>().ProducesProblem(400).WithTags("Models")
                .WithSummary("Replaces a model's card with the JSON object in the body. Engineers and admins of all regions.");
        api.MapPost("/models/{hash}/stage", PostStageAsync).RequireAuthorization(AccessPolicies.WholeFleetEngineer)
            .Produces<ModelContract>().ProducesProblem(400).WithTags("Models")
            .WithSummary("Changes a model's stage; a new champion serves from the next batch on. Engineers and admins of all regions.");
    }

    private static async Task<IResult> GetModelsAsync([FromServices] IModelRegistry models, CancellationToken cancellationToken) =>
        TypedResults.Ok((await models.ListAsync(cancellationToken)).Select(ModelContract.Of).ToArray());

    private static async Task<IResult> GetComparisonAsync([FromServices] IModelRegistry models, CancellationToken cancellationToken) =>
        TypedResults.Ok(await models.CompareAsync(cancellationToken));

    private static Task<IResult> PostModelAsync(HttpRequest request, [FromServices] IModelRegistry models, UserContext user,
        CancellationToken cancellationToken) =>
        AnswerAsync(async () => await models.ImportAsync(await ReadAsync(request, cancellationToken), card: null, user.Name,
            cancellationToken));

    private static async Task<IResult> GetDocumentAsync(string hash, [FromServices] IModelRegistry models,
        CancellationToken cancellationToken)
    {
        try
        {
            var document = await models.ReadDocumentAsync(hash, cancellationToken);
            return TypedResults.Bytes(document, document.AsSpan().StartsWith("PK"u8) ? "application/zip" : "application/xml");
        }
        catch (ModelRefusedException refused)
        {
            return Problem(refused);
        }
    }

    private static Task<IResult> PutCardAsync(string hash, HttpRequest request, [FromServices] IModelRegistry models, UserContext user,
        CancellationToken cancellationToken) =>
        AnswerAsync(async () => await models.ImportAsync(
            await models.ReadDocumentAsync(hash, cancellationToken), Encoding.UTF8.GetString(await ReadAsync(request, cancellationToken)),
                user.Name, cancellationToken));

    private static Task<IResult> PostStageAsync(string hash, StageChange body, [FromServices] IModelRegistry models, UserContext user,
        CancellationToken cancellationToken) =>
        AnswerAsync(async () => await models.SetStageAsync(hash, body.Stage ?? "", user.Name, cancellationToken));

    private static async Task<IResult> AnswerAsync(Func<Task<RegisteredModel>> change)
    {
        try
        {
            return TypedResults.Ok(ModelContract.Of(await change()));
        }
        catch (ModelRefusedException refused)
        {
            return Problem(refused);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Problem(ModelRefusedException refused) =>
        TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The model is refused.");

    private sealed class DocumentLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxDocumentBytes;
    }
}
