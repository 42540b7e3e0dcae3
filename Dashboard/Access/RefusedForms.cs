using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Access;

/// <summary>Lets the status page render after a form with no valid token; runs directly inside the status-page middleware.</summary>
internal static class RefusedForms
{
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = bad.StatusCode; // model binding found no valid token, or no form
        }
        if (context.Response.HasStarted || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return;
        // Re-executed as a POST, the status page would itself be refused for the missing token; a content type would count as a body.
        context.Request.Method = HttpMethods.Get;
        context.Response.ContentType = null;
    });
}
