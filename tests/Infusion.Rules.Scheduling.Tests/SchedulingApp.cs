using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infusion.Rules.Scheduling.Tests;

/// <summary>The app over a database of its own, at 10:00 on 2026-06-15 on the clinic's clock.</summary>
internal sealed class SchedulingApp : IDisposable
{
    private readonly WebApplicationFactory<Program> _host;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    public SchedulingApp(string? policy = null, string? folder = null)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("infusion-rules-").FullName;
        var logs = new Recorded(Log);
        _host = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("Policy", policy ?? "")
            .UseSetting("ConnectionStrings:Records", $"Data Source={Path.Combine(_folder, "records.db")}")
            .UseSetting("Logging:LogLevel:Default", "Debug")
            .UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Debug")
            .UseSetting("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug")
            .ConfigureLogging(logging => logging.ClearProviders().AddProvider(logs))
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new Clock())));
        try
        {
            Client = _host.CreateClient();
        }
        catch
        {
            Client = new();
            Dispose();
            throw;
        }
    }

    public static DateTimeOffset Now => new(2026, 6, 15, 14, 0, 0, TimeSpan.Zero);

    public HttpClient Client { get; }

    /// <summary>Everything that was logged, debugging included.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    public async Task<(HttpStatusCode Status, JsonNode? Body, string? ETag)> Send(
        HttpMethod method, string path, string? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using HttpResponseMessage response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if ((int)response.StatusCode >= 400)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.Tag);
    }

    public Task<(HttpStatusCode Status, JsonNode? Body, string? ETag)> Get(string path) => Send(HttpMethod.Get, path);

    public Task<(HttpStatusCode Status, JsonNode? Body, string? ETag)> Post(string path, string body, string? ifMatch = null) =>
        Send(HttpMethod.Post, path, body, ifMatch);

    /// <summary>What a read that must succeed gives.</summary>
    public async Task<JsonNode> Read(string path)
    {
        (HttpStatusCode status, JsonNode? body, _) = await Get(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, status));
        return body!;
    }

    /// <summary>Waits until something holds; the app looks at its policy file twice a second.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        for (int tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 300, "It never came to hold.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _host.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Recorded(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
