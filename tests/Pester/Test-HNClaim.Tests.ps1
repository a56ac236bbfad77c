BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Test-HNClaim' {
    It 'gives the probability of the t distribution' {
        # Equal deviations of 0.1 and correlation 0.5: the difference has 0.1; t = 0.01 sqrt(101) / 0.1 = 1.00499 with 100
        # degrees of freedom, upper tail 0.15867 (scipy.stats.t.sf).
        $claim = Test-HNClaim 0.81 0.80 101 -StandardDeviation 0.1 -OtherStandardDeviation 0.1 -Correlation 0.5
        [math]::Abs($claim.ProbabilityFalse - 0.15866) | Should -BeLessThan 0.0002
        $claim.Supported | Should -BeFalse
        $claim.Assumed | Should -BeNullOrEmpty
    }

    It 'says what it assumes' {
        $claim = Test-HNClaim 0.82 0.81 80
        $claim.Assumed | Should -HaveCount 3
        $claim.ProbabilityAtBest | Should -BeLessThan $claim.ProbabilityFalse
        $claim.ProbabilityAtWorst | Should -BeGreaterThan $claim.ProbabilityFalse
    }

    It 'takes rows of a table' {
        $rows = @'
Mean,OtherMean,Images
0.82,0.81,80
0.90,0.80,500
'@ | ConvertFrom-Csv
        ($rows | Test-HNClaim).Supported | Should -Be $false, $true
    }
}
