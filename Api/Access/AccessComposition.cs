using Maintenance.Api.Access.Passwords;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Access;

/// <summary>Wires sign-in: cookies for people, bearer tokens for programs, policies and keys.</summary>
internal static class AccessComposition
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        AddAccounts(services, configuration);
        services.AddSingleton(provider => new ProgramTokens(
        [
            KeyValuePair.Create("local", provider.GetRequiredService<IOptions<AccessOptions>>().Value.LocalToken),
            KeyValuePair.Create("api", FromEnvironment(configuration, "API_TOKEN")),
        ]));
        SignInLimits.Add(services);
        services.AddSingleton(new FirstAdminPassword(FromEnvironment(configuration, "ADMIN_PASSWORD")));
        services.AddHttpContextAccessor();
        services.AddScoped<UserContext>();
        AddSchemes(services);
        AddPolicies(services);
    }

    /// <summary>Accounts and sessions alone, without anything of the web.</summary>
    public static void AddAccounts(IServiceCollection services, IConfiguration configuration)
    {
        var keys = KeyDirectory(configuration);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(keys);
        else Directory.CreateDirectory(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddDataProtection().SetApplicationName("Maintenance").PersistKeysToFileSystem(new DirectoryInfo(keys));
        services.AddSingleton<PasswordHashes>();
        services.AddSingleton<AccessTables>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<UserAccounts>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<AccountAdministration>();
        services.AddSingleton<IAccounts>(p => p.GetRequiredService<AccountAdministration>());
    }

    /// <summary>A secret from <c>MAINTENANCE_…</c>, whether or not the host strips the prefix from environment variables.</summary>
    private static string FromEnvironment(IConfiguration configuration, string name) =>
        configuration["MAINTENANCE_" + name] ?? configuration[name] ?? "";

    private static string KeyDirectory(IConfiguration configuration) =>
        Path.GetFullPath(configuration[$"{AccessOptions.SectionName}:{nameof(AccessOptions.KeyDirectory)}"] is { Length: > 0 } named
            ? named
            : Path.Combine(configuration["Host:DataDirectory"] is { Length: > 0 } data ? data : "data", "keys"));

    private static void AddSchemes(IServiceCollection services)
    {
        services.AddAuthentication(AccessSchemes.Either)
            .AddPolicyScheme(AccessSchemes.Either, displayName: null, o =>
                o.ForwardDefaultSelector = context => BearerHandler.IsIn(context.Request) ? AccessSchemes.Bearer : AccessSchemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(AccessSchemes.Bearer, configureOptions: null)
            .AddCookie(AccessSchemes.Cookie);
        services.AddOptions<CookieAuthenticationOptions>(AccessSchemes.Cookie).Configure<IOptions<AccessOptions>>((cookie, options) =>
        {
            cookie.Cookie.Name = "maintenance-session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax; // with Strict, following a link in an e-mail would require signing in again
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = options.Value.SessionLifetime;
            cookie.SlidingExpiration = true;
            cookie.Events.OnRedirectToLogin = Refusals.OnNotSignedInAsync;
            cookie.Events.OnRedirectToAccessDenied = Refusals.OnNotAllowedAsync;
            cookie.Events.OnValidatePrincipal = CookieRules.ValidateAsync;
        });
    }

    private static void AddPolicies(IServiceCollection services) => services.AddAuthorizationBuilder()
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
        .AddPolicy(AccessPolicies.WholeFleet, p => p.RequireAuthenticatedUser().RequireAssertion(c => UserClaims.ScopeOf(c.User).IsAll))
        .AddPolicy(AccessPolicies.Operator, p => p.RequireAssertion(c => UserClaims.HasRole(c.User, Role.Operator)))
        .AddPolicy(AccessPolicies.Engineer, p => p.RequireAssertion(c => UserClaims.HasRole(c.User, Role.Engineer)))
        .AddPolicy(AccessPolicies.WholeFleetEngineer, p => p.RequireAssertion(c =>
            UserClaims.HasRole(c.User, Role.Engineer) && UserClaims.ScopeOf(c.User).IsAll))
        // Requires all regions: otherwise an admin of one could create accounts that see more than they do.
        .AddPolicy(AccessPolicies.Admin, p =>
            p.RequireAssertion(c => UserClaims.HasRole(c.User, Role.Admin) && UserClaims.ScopeOf(c.User).IsAll));
}
