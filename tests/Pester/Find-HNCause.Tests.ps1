BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/causeEX -Images 50 -Size 192 -Seed 3 -Cause MissPeripheral
}

Describe 'Find-HNCause' {
    It 'names the planted cause first' {
        $rules = $made | Find-HNCause
        $rules[0].Target | Should -Be Miss
        $rules[0].Attribute | Should -Be Eccentricity
        $rules[0].Rate | Should -BeGreaterThan 0.5
        $rules[0].Sentence | Should -Match '^Lesions with an eccentricity of 0\.\d+ or more are missed in'
    }

    It 'divides the misses and adds up' {
        $kinds = $made | Find-HNCause -Miss
        $missed = $made | Get-HNLesion -Side GroundTruth | Where-Object { -not $_.Hit }
        ($kinds | Measure-Object Lesions -Sum).Sum | Should -Be $missed.Count
        [math]::Abs(($kinds | Measure-Object Share -Sum).Sum - 1) | Should -BeLessThan 1e-12
    }

    It 'says which photographs are missing' {
        Remove-Item TestDrive:/causeEX/images/0000_1.png
        $made | Find-HNCause -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        @($said -like '1 of 50 images have no photograph*').Count | Should -Be 1
    }
}
