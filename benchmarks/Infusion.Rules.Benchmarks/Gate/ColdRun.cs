using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Infusion.Rules.Benchmarks.Peers;
using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Fasting;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The first decision in a fresh process: this program starts itself, and the native one.</summary>
internal static class ColdRun
{
    private const int Runs = 5;
    private const double Limit = 0.04;

    /// <summary>In the fresh process: one decision, from nothing or once the
    /// rules are built, in milliseconds on the standard output.</summary>
    public static int Measure(string which)
    {
        switch (which)
        {
            case "ours":
                FirstDecision.Print(patients => () => new Ours(InfusionRules.Published).Decide(patients.Known[0]));
                return 0;
            case "ours-fasting":
                FirstDecision.Print(
                    patients => () => InfusionRules.Published.Fasting.DecidePlan(patients.Known[0].Visit).Outcome,
                    patients => (FastingOutcome)Floor.Decide(patients.Known[0]).Fasting);
                return 0;
            case "ours-built":
                FirstDecision.Print(patients =>
                {
                    var ours = new Ours(InfusionRules.Published);
                    _ = InfusionRules.Published.Tables; // builds every room
                    return () => ours.Decide(patients.Known[0]);
                });
                return 0;
            case "engine":
                FirstDecision.Print(patients =>
                {
                    var peer = new PeerPatient(in patients.Flat[0]);
                    return () => new Engine().Decide(peer);
                });
                return 0;
            case "engine-built":
                FirstDecision.Print(patients =>
                {
                    var peer = new PeerPatient(in patients.Flat[0]);
                    var engine = new Engine();
                    return () => engine.Decide(peer);
                });
                return 0;
            default:
                return 2;
        }
    }

    /// <summary>The rows of the gate that are about fresh processes, alone.</summary>
    public static int Run()
    {
        var table = new Table();
        Table.Head("Gated");
        Gate(table);
        return table.Holds ? 0 : 1;
    }

    /// <summary>Holds ours against RulesEngine: from nothing, once the rules are built, and as a native process.</summary>
    /// <remarks>An app that builds its rules at start-up feels the second: RulesEngine
    /// compiles at the first decision whatever was built before.</remarks>
    public static void Gate(Table table)
    {
        (double fasting, double ours, double engine) = (Least("ours-fasting"), Least("ours"), Least("engine"));
        (double oursBuilt, double engineBuilt) = (Least("ours-built"), Least("engine-built"));
        table.Ratio("first fasting decision of a fresh process / RulesEngine", fasting / engine, 0);
        table.Ratio("first whole decision of a fresh process / RulesEngine", ours / engine, 0);
        table.Ratio("first decision once the rules are built / RulesEngine", oursBuilt / engineBuilt, 0);
        try
        {
            double native = Least(new ProcessStartInfo(Native.Publish()));
            table.Ratio("first decision of a fresh native process / RulesEngine", native / engine, Limit);
            Table.Time("  fresh native process, ours", native * 1e6);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            table.NotMeasured("first decision of a fresh native process / RulesEngine", Limit, exception.Message);
        }

        Table.Time("  fresh process, fasting, ours", fasting * 1e6);
        Table.Time("  fresh process, ours", ours * 1e6);
        Table.Time("  fresh process, RulesEngine", engine * 1e6);
        Table.Time("  fresh process, rules built, ours", oursBuilt * 1e6);
        Table.Time("  fresh process, rules built, RulesEngine", engineBuilt * 1e6);
    }

    private static double Least(string which) => Least(new ProcessStartInfo(
        Environment.ProcessPath!,
        string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.Ordinal)
            ? [typeof(ColdRun).Assembly.Location, "cold", which] : ["cold", which]));

    // The least of some fresh processes, in milliseconds.
    private static double Least(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;

        // For both sides alike: on a machine that does not tell the size of its cache, a collection would fall into some of the runs.
        start.Environment["DOTNET_GCgen0size"] = "4000000"; // hexadecimal, 64 MiB
        double least = double.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            least = process.ExitCode == 0 ? Math.Min(least, double.Parse(output, CultureInfo.InvariantCulture))
                : throw new InvalidOperationException($"{Path.GetFileName(start.FileName)} ended with {process.ExitCode}");
        }

        return least;
    }
}
