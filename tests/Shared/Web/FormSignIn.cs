using Maintenance.Api.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Tests.Web;

/// <summary>People sign in on pages: a form that stands in for theirs in a stage without pages.</summary>
internal static class FormSignIn
{
    private const string Form = "/sign-in";

    public static void Map(WebApplication app) => app.MapPost(Form, AcceptAsync).AllowAnonymous().ExcludeFromDescription();

    public static Task<HttpResponseMessage> SendAsync(HttpClient client, string name, string password) =>
        client.PostAsync(Form, new FormUrlEncodedContent([KeyValuePair.Create("name", name), KeyValuePair.Create("password", password)]));

    private static async Task<IResult> AcceptAsync(HttpContext context, UserAccounts accounts, UserSessions sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await accounts.VerifyAsync(form["name"].ToString(), form["password"].ToString(), context.RequestAborted) is not { } account)
            return TypedResults.Unauthorized();
        await context.SignInAsync(AccessSchemes.Cookie, await sessions.BeginAsync(account, "tests", context.RequestAborted));
        return TypedResults.LocalRedirect("/");
    }
}
