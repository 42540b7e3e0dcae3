using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>The registry of models and the comparisons of challengers, read-only.</summary>
public sealed partial class Models
{
    private IReadOnlyList<RegisteredModel> _models = [];
    private IReadOnlyList<ModelComparison> _comparisons = [];
    private string? _failure;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private IModelRegistry Registry { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _models = await Registry.ListAsync(Http.RequestAborted);
            _comparisons = await Registry.CompareAsync(Http.RequestAborted);
        }
        catch (StoreException e)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store cannot answer now{(e.IsTransient ? "; try again in a moment" : "")}.";
        }
    }
}
