using System.Diagnostics;
using System.Globalization;
using System.Text;
using Infusion.Rules;
using Infusion.Rules.Policies;
using NodaTime;

// machines ROOT OUTPUT [--zones system|FILE] [--threads N shared|fresh]
//
// Writes what the libraries say of the sample records: OUTPUT.published, OUTPUT.policies, OUTPUT.changes and, where there are pages,
// OUTPUT.pages. Several threads write the first alone, each all of it. Says on standard output what the machine is and how much was written.
long start = Stopwatch.GetTimestamp();
string root = args[0], output = args[1];
IDateTimeZoneProvider zones = args.Length == 4 && args[2] == "--zones" ? Zones.Of(args[3]) : DateTimeZoneProviders.Tzdb;
var inputs = new Inputs(root);
if (args.Length == 5 && args[2] == "--threads")
{
    return Threaded(int.Parse(args[3], CultureInfo.InvariantCulture), args[4] == "shared");
}

InfusionRules rules = Rules();
Outputs published = Decided.Published(inputs, rules);
Console.Error.WriteLine(FormattableString.Invariant(
    $"reported: {published.Count} outputs in {(Stopwatch.GetTimestamp() - start) * 1000 / Stopwatch.Frequency} ms of a fresh process"));
Console.WriteLine(Machine.Says(zones));
Write("published", published);
Write("policies", Decided.Others(inputs, zones));
Write("changes", Decided.Changes(inputs, rules));
#if PAGES
Write("pages", Pages.Of(inputs, rules.Policy, zones));
#endif
return 0;

InfusionRules Rules() => zones == DateTimeZoneProviders.Tzdb ? InfusionRules.Published : new(ClinicPolicy.VirginiaInfusionTherapies, zones);

int Threaded(int count, bool isShared)
{
    // All begin together, with rules of which no room is built yet.
    using var together = new Barrier(count);
    var all = new Outputs?[count];
    var threads = new Thread[count];
    for (int i = 0; i < count; i++)
    {
        int thread = i;
        threads[i] = new(() =>
        {
            together.SignalAndWait();
            all[thread] = Decided.Published(inputs, isShared ? InfusionRules.Published : new(ClinicPolicy.VirginiaInfusionTherapies), thread);
        });
        threads[i].Start();
    }

    Array.ForEach(threads, thread => thread.Join());
    Console.WriteLine(Machine.Says(zones));
    int same = all.Count(each => each?.Text == all[0]!.Text);
    Console.WriteLine($"{same} of {count} threads wrote the same");
    Write("published", all[0]!);
    return same == count ? 0 : 1;
}

void Write(string name, Outputs outputs)
{
    // The version of another time-zone database stands in every document, and is the one thing that is meant to differ.
    string text = outputs.Text.Replace(zones.VersionId, DateTimeZoneProviders.Tzdb.VersionId);
    File.WriteAllText($"{output}.{name}", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    Console.WriteLine($"{outputs.Count} outputs in {name}");
}
