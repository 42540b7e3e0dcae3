using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Api.Wording;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard.Pages;

/// <summary>Form posts that do not render a page. Each form carries an antiforgery token, which model binding validates.</summary>
internal static class PageActions
{
    private static readonly TimeSpan PreferenceLifetime = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
        routes.MapPost("/users/delete", DeleteUserAsync).RequireAuthorization(AccessPolicies.Admin).ExcludeFromDescription();
        routes.MapPost("/preferences", SavePreferences).ExcludeFromDescription();
        routes.MapPost("/tour/end", EndTourAsync).ExcludeFromDescription();
        routes.MapPost("/sql/csv", DownloadCsvAsync).RequireAuthorization(AccessPolicies.WholeFleetEngineer).ExcludeFromDescription();
    }

    /// <summary>The path to return to if it is local, else the fleet page.</summary>
    public static string LocalPath(string? returnUrl)
    {
        if (returnUrl is not { Length: > 0 and < 2000 } || returnUrl[0] != '/' || returnUrl.Any(c => char.IsControl(c)
            || char.IsSurrogate(c)))
            return "/";
        // As a browser reads it: backslashes are slashes, dots are resolved. A header holds only ASCII, so the rest is percent-encoded.
        if (!Uri.TryCreate("http://localhost" + returnUrl, UriKind.Absolute, out var uri)) return "/";
        var path = uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);
        return path.StartsWith("//", StringComparison.Ordinal) ? "/" : path;
    }

    private static async Task<IResult> SignOutAsync(
        [FromForm(Name = "returnUrl")] string? returnUrl, UserSessions sessions, HttpContext context)
    {
        await sessions.EndAsync(context.User, context.RequestAborted);
        await context.SignOutAsync(AccessSchemes.Cookie);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static async Task<RedirectHttpResult> DeleteUserAsync(
        [FromForm] string? name, IAccounts accounts, UserContext user, CancellationToken cancellationToken)
    {
        try
        {
            await accounts.DeleteAsync(name ?? "", user.Name, cancellationToken);
        }
        catch (AccountRefusedException refused) when (refused.IsConflict)
        {
            return TypedResults.LocalRedirect("/users?refused=last");
        }
        catch (AccountRefusedException)
        {
            // Somebody else has deleted it.
        }
        return TypedResults.LocalRedirect("/users");
    }

    private static async Task<RedirectHttpResult> EndTourAsync(
        [FromForm] string? returnUrl, AccountAdministration accounts, UserContext user, CancellationToken cancellationToken)
    {
        try
        {
            await accounts.EndTourAsync(user.Name, cancellationToken);
        }
        catch (AccountRefusedException refused) when (refused.IsUnknown)
        {
            // A program has no account, and no tour.
        }
        return TypedResults.LocalRedirect(LocalPath(returnUrl));
    }

    private static RedirectHttpResult SavePreferences([FromForm] string? units, [FromForm] string? zone, [FromForm] string? returnUrl,
        HttpContext context)
    {
        var cookie = new CookieOptions
        {
            MaxAge = PreferenceLifetime, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true,
            Path = "/", Secure = context.Request.IsHttps
        };
        context.Response.Cookies.Append(UserPreferences.UnitsCookie,
            units == UnitNames.Oilfield ? UnitNames.Oilfield : UnitNames.Metric, cookie);
        context.Response.Cookies.Append(UserPreferences.ZoneCookie, zone == "local" ? "local" : "utc", cookie);
        return TypedResults.LocalRedirect(LocalPath(returnUrl));
    }

    private static async Task<IResult> DownloadCsvAsync(
        [FromForm] string? query, HttpContext context, IConditionStore store, IOptions<RestOptions> options)
    {
        try
        {
            await CsvDownload.SendAsync(context, store, query ?? "", options.Value.ExportLimits(maxRows: null, timeout: null));
            return TypedResults.Empty;
        }
        catch (QueryRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The query was refused.");
        }
    }
}
