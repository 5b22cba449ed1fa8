using Infusion.Rules.Policies;

namespace Infusion.Rules.Scheduling;

/// <summary>Takes up the policy file: when the app starts, and whenever the file says something else.</summary>
/// <remarks>An app does not start on a file that is no policy. Later a bad file is logged with its problems, and the rules stay.</remarks>
internal sealed partial class PolicyFile(string path, RulesInForce inForce, ILogger<PolicyFile> logger) : BackgroundService
{
    private byte[] _read = [];
    private string _wrong = "";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        TakeUp();
        return base.StartAsync(cancellationToken);
    }

    // Looked at, and not watched: that works on every kind of disk, and a file caught half written is read again.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                TakeUp();
                _wrong = "";
            }
            catch (Exception error) when (error is FormatException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                if (error.Message != _wrong)
                {
                    _wrong = error.Message;
                    Refused(logger, path, inForce.Rules, error.Message);
                }
            }
        }
    }

    private void TakeUp()
    {
        byte[] file = File.ReadAllBytes(path);
        if (!file.AsSpan().SequenceEqual(_read))
        {
            _read = file;
            inForce.Replace(new InfusionRules(ClinicPolicy.Parse(file)));
            TakenUp(logger, path, inForce.Rules);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Path} is taken up: {Rules}.")]
    private static partial void TakenUp(ILogger logger, string path, InfusionRules rules);

    [LoggerMessage(LogLevel.Error, "{Path} is not taken up, and these stay: {Rules}.\n{Problems}")]
    private static partial void Refused(ILogger logger, string path, InfusionRules rules, string problems);
}
