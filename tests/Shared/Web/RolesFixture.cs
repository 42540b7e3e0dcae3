namespace Maintenance.Tests.Web;

/// <summary>Two hosts with one client of each kind: one to read from, one whose assets and accounts may change.</summary>
public sealed class RolesFixture : IAsyncLifetime
{
    internal Clients ForReading { get; private set; } = null!;

    internal Clients ForWriting { get; private set; } = null!;

    public async Task InitializeAsync() => (ForReading, ForWriting) = (await Clients.StartAsync(), await Clients.StartAsync());

    public async Task DisposeAsync()
    {
        await ForReading.DisposeAsync();
        await ForWriting.DisposeAsync();
    }

    internal sealed class Clients : IAsyncDisposable
    {
        private readonly TwoRegionsFixture _fixture = new();

        public StageHost Host => _fixture.Host;

        public HttpClient Nobody { get; private set; } = null!;

        public HttpClient Viewer { get; private set; } = null!;

        public HttpClient Engineer { get; private set; } = null!;

        public HttpClient Admin { get; private set; } = null!;

        public static async Task<Clients> StartAsync()
        {
            var clients = new Clients();
            await clients._fixture.InitializeAsync();
            clients.Nobody = clients.Host.Anonymous();
            clients.Viewer = await clients.Host.SignedInAsync("viewer", "*", "viewer");
            clients.Engineer = await clients.Host.SignedInAsync("engineer", "north-sea", "engineer");
            clients.Admin = clients.Host.Program();
            return clients;
        }

        /// <summary>Statuses of one request by nobody, viewer, engineer and admin.</summary>
        public async Task<int[]> StatusesAsync(string method, string path) =>
        [
            await Answers.StatusAsync(Nobody, method, path), await Answers.StatusAsync(Viewer, method, path),
            await Answers.StatusAsync(Engineer, method, path), await Answers.StatusAsync(Admin, method, path),
        ];

        public async ValueTask DisposeAsync()
        {
            foreach (var client in new[] { Nobody, Viewer, Engineer, Admin }) client.Dispose();
            await _fixture.DisposeAsync();
        }
    }
}
