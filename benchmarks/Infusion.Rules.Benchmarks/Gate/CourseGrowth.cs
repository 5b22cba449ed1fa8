using System.Diagnostics;
using Infusion.Rules.Courses;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Courses;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>How the cost of a review grows with the visits of a record, up to as many as a record can hold.</summary>
internal static class CourseGrowth
{
    private const int Few = 1_000;
    private const int Most = 10_000;

    /// <summary>Holds the growth against its limits: twice the cost of a visit where there are ten times as many leaves room for sorting
    /// and for memory that does not fit the caches.</summary>
    public static void Gate(InfusionRules rules, Table table)
    {
        (double few, _) = Least(rules, Few);
        (double most, double asked) = Least(rules, Most);
        table.Ratio("a visit's share of a review, 10,000 visits / 1,000 visits", most / Most / (few / Few), 2);
        table.Ratio("what to ask and what is next / the review, 10,000 visits", asked / most, 1);
    }

    /// <summary>Prints the cost of records of several lengths.</summary>
    public static void Report(InfusionRules rules)
    {
        Console.WriteLine("\nvisits   review, ms   a visit, us   what to ask and what is next, ms");
        foreach (int visits in new[] { 100, 300, Few, 3_000, Most })
        {
            (double review, double asked) = Least(rules, visits);
            Console.WriteLine(FormattableString.Invariant(
                $"{visits,6}   {review / 1e6,10:0}   {review / 1e3 / visits,11:0}   {asked / 1e6,32:0}"));
        }
    }

    private static (double Review, double Asked) Least(InfusionRules rules, int visits)
    {
        PatientRecord record = LongRecord.Of(visits);
        (double review, double asked) = (double.MaxValue, double.MaxValue);
        for (int run = 0; run < 5; run++)
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            CourseReview course = rules.Review(record);
            long reviewed = Stopwatch.GetTimestamp();
            if (course.Questions.IsEmpty || course.NextSteps.IsEmpty)
            {
                throw new InvalidOperationException("The record leaves nothing to ask or to do.");
            }

            review = Math.Min(review, Stopwatch.GetElapsedTime(start, reviewed).TotalNanoseconds);
            asked = Math.Min(asked, Stopwatch.GetElapsedTime(reviewed).TotalNanoseconds);
        }

        return (review, asked);
    }
}
